package org.millrace.api.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.millrace.api.contract.Experimental;

/**
 * An acceptor to be opened.
 *
 * @param ip where to listen: an address or a name of this machine, {@code 0.0.0.0} for all
 * @param port 0 lets the system choose
 * @param chains the chains of protocols that its connections may speak; at least one
 * @param application the application that its connections are for
 * @param tls key and certificate, if a chain has TLS
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record NewService(
    String ip, int port, List<String> chains, String application, Optional<Tls> tls) {

  /** Checks the numbers, and copies the list. */
  public NewService {
    chains = List.copyOf(chains);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    if (chains.isEmpty()) {
      throw new IllegalArgumentException("chains: none (expected: at least one)");
    }
  }

  /**
   * What TLS needs.
   *
   * @param key file with the private key, PEM
   * @param certificate file with the certificate and its chain, PEM
   */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  public record Tls(Path key, Path certificate) {}
}
