package org.millrace.flv.tag;

import io.netty.handler.codec.DecoderException;

/** Bytes that are no FLV. The message says what was found and what was expected. */
public final class FlvException extends DecoderException {
  private static final long serialVersionUID = 1L;

  /**
   * Malformed bytes.
   *
   * @param problem such as {@code video tag: 3 bytes (expected: at least 5)}
   */
  public FlvException(String problem) {
    super(problem);
  }
}
