package org.millrace.admin.view;

import java.time.Instant;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.ConnectionInfo;

/** A connection. */
public record ConnectionView(
    @Field("Its identity, as in the log.") String id,
    @Field("The chain of protocols that it speaks.") String chain,
    @Field("The application of the acceptor that it came by.") String acceptorApplication,
    @Field("The peer's address.") String remoteIp,
    @Field("The peer's port.") int remotePort,
    @Field("This side's address.") String localIp,
    @Field("This side's port.") int localPort,
    @Field("Whether it is encrypted.") boolean secure,
    @Field("When it was opened.") Instant opened,
    @Field("Bytes from the peer.") long bytesIn,
    @Field("Bytes to the peer.") long bytesOut) {

  /**
   * Shows a connection.
   *
   * @param connection as the server has it
   * @return the view
   */
  public static ConnectionView of(ConnectionInfo connection) {
    return new ConnectionView(
        connection.id(),
        connection.chain(),
        connection.acceptorApplication(),
        Names.ip(connection.remoteAddress()),
        connection.remoteAddress().getPort(),
        Names.ip(connection.localAddress()),
        connection.localAddress().getPort(),
        connection.secure(),
        connection.opened(),
        connection.bytesIn(),
        connection.bytesOut());
  }
}
