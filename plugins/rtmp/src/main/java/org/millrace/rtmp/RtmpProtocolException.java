package org.millrace.rtmp;

import io.netty.handler.codec.DecoderException;

/**
 * The peer broke the protocol, or one of our limits. The connection is closed and the message is
 * the reason on its last log line.
 */
public final class RtmpProtocolException extends DecoderException {
  private static final long serialVersionUID = 1L;

  /**
   * A violation.
   *
   * @param message what came and what was expected, such as {@code chunk size: 0 (expected: 1 to
   *     2147483647)}
   */
  public RtmpProtocolException(String message) {
    super(message);
  }

  /** Has no stack trace: the fault is the peer's, and many peers may be at fault at once. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
