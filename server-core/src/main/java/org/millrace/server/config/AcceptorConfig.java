package org.millrace.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

/**
 * One entry of an application's {@code acceptors}.
 *
 * @param ip IPv4 or IPv6 address or host name, as written; it could be resolved when it was read
 * @param port 0 to 65535; 0 lets the system choose
 * @param chains names of protocol chains; more than one if the port speaks several protocols
 * @param tls key and certificate, if the acceptor has them
 * @param table everything that was written, for the protocol's own settings
 */
public record AcceptorConfig(
    String ip, int port, List<String> chains, Optional<TlsConfig> tls, ConfigNode.Table table) {
  public AcceptorConfig {
    chains = List.copyOf(chains);
  }

  /**
   * Where it was written.
   *
   * @return the table's location
   */
  public ConfigLocation location() {
    return table.location();
  }

  /**
   * Key and certificate.
   *
   * @param key file with the private key, PEM; absolute
   * @param certificate file with the certificate and its chain, PEM; absolute
   */
  public record TlsConfig(Path key, Path certificate) {}
}
