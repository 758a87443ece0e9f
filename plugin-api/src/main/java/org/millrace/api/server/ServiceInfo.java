package org.millrace.api.server;

import java.net.InetSocketAddress;
import java.util.List;
import org.millrace.api.contract.Experimental;

/**
 * One acceptor at one moment.
 *
 * @param id such as {@code s3}; the same as long as the server runs
 * @param carrier {@code tcp} or {@code udp}
 * @param address where it listens; unresolved, as it is configured, while it is closed
 * @param chains the chains of protocols that its connections may speak
 * @param application the application that its connections are for
 * @param state whether peers are let in
 * @param accepted connections let in since it was opened; datagram acceptors count none
 * @param refused connections closed at once since it was opened, because of a limit or because it
 *     is disabled
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record ServiceInfo(
    String id,
    String carrier,
    InetSocketAddress address,
    List<String> chains,
    String application,
    State state,
    long accepted,
    long refused) {

  /** Copies the list. */
  public ServiceInfo {
    chains = List.copyOf(chains);
  }

  /** Whether an acceptor lets peers in. */
  @Experimental(
      since = "0.9.0",
      until = "administration and metrics have been in use for a release")
  public enum State {
    /** It does. */
    OPEN,
    /** It closes new connections at once, because somebody has said so. */
    DISABLED,
    /** Peers wait while what they are to speak is exchanged. */
    SUSPENDED,
    /** It has no port: no plugin brings one of its chains or its application, or it failed. */
    CLOSED
  }
}
