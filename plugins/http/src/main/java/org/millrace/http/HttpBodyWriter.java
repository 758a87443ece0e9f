package org.millrace.http;

import io.netty.buffer.ByteBuf;

/**
 * The body of an answer that comes in pieces: chunked, or up to the connection's end for clients
 * that know no chunks. On the connection's event loop. After the end, and after the connection's,
 * what is written is released and does nothing.
 */
public interface HttpBodyWriter {

  /**
   * Writes a piece; one chunk on the wire.
   *
   * @param bytes ownership passes
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

  /** Ends the body well, and sends all of it. Idempotent. */
  void end();

  /**
   * Ends the connection, so that the client sees that the body is not whole.
   *
   * @param reason for the log
   */
  void abort(String reason);
}
