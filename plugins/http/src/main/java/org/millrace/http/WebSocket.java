package org.millrace.http;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * A WebSocket (RFC 6455), server's side. Pings are answered by the server, which sends its own,
 * too. What {@link #write} gets are whole frames, without a mask: {@link WebSocketFrames} writes
 * their headers, so that they can be a part of what viewers share.
 */
public interface WebSocket extends RawStream {

  /**
   * What was agreed upon.
   *
   * @return one of {@link WebSocketListener#subprotocols}, or empty
   */
  Optional<String> subprotocol();

  /**
   * Sends a text message.
   *
   * @param text of any length
   */
  void sendText(String text);

  /**
   * Sends a binary message.
   *
   * @param payload ownership passes
   */
  void sendBinary(ByteBuf payload);

  /**
   * Ends in good order: sends a close frame, waits for the peer's, and closes the connection.
   *
   * @param code RFC 6455 section 7.4.1, such as 1000
   * @param reason for the peer and the log
   */
  void close(int code, String reason);
}
