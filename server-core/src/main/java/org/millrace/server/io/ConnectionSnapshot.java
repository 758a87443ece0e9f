package org.millrace.server.io;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Figures of a connection at one moment.
 *
 * @param id such as {@code c17}
 * @param application the application that its acceptor belongs to
 * @param chain the chain's name
 * @param remoteAddress the peer
 * @param localAddress this side
 * @param secure whether it is encrypted
 * @param age since it was opened
 * @param bytesIn from the peer, on the wire
 * @param bytesOut to the peer, on the wire
 */
public record ConnectionSnapshot(
    String id,
    String application,
    String chain,
    InetSocketAddress remoteAddress,
    InetSocketAddress localAddress,
    boolean secure,
    Duration age,
    long bytesIn,
    long bytesOut) {

  static ConnectionSnapshot of(Connection connection) {
    return new ConnectionSnapshot(
        connection.id(),
        connection.origin().application(),
        connection.chain(),
        connection.remoteAddress(),
        connection.localAddress(),
        connection.isSecure(),
        connection.age(),
        connection.bytesIn(),
        connection.bytesOut());
  }
}
