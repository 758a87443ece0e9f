package org.millrace.http;

import io.netty.buffer.ByteBuf;

/**
 * A connection that belongs to an answer for the rest of its life: no codec stands between the
 * handler and the socket, so that bytes that many viewers share go out as they are. On the
 * connection's event loop. After the end what is written is released and does nothing.
 *
 * <p>The cheapest use is one write of one direct buffer, then one flush, per wake-up; and not to
 * ask {@link #isWritable} but to remember what {@link OutputListener#onWritability} has told.
 */
public interface RawStream {

  /**
   * Writes.
   *
   * @param bytes whole messages, framed as {@link HttpExchange#rawFraming} says; ownership passes
   */
  void write(ByteBuf bytes);

  /** Sends what has been written. */
  void flush();

  /**
   * Whether the channel's queue has room.
   *
   * @return true after the end, when nothing is kept
   */
  boolean isWritable();

  /**
   * Ends the answer, which is whole, and the connection. Idempotent.
   *
   * @param reason for the log
   */
  void end(String reason);

  /**
   * Ends the connection, after what was written has been sent. Where the framing can tell, the
   * client sees that the answer is not whole. Idempotent.
   *
   * @param reason for the log
   */
  void close(String reason);
}
