package org.millrace.http;

import io.netty.buffer.ByteBuf;

/** Takes the body of a request as it comes. Called on the connection's event loop. */
public interface HttpBodyReader {

  /**
   * The next bytes.
   *
   * @param bytes borrowed
   */
  void onBytes(ByteBuf bytes);

  /** The body is whole. */
  void onEnd();

  /**
   * The body breaks off: its connection has ended, or it was malformed or too slow. The connection
   * is closed.
   *
   * @param reason for the log
   */
  void onAborted(String reason);
}
