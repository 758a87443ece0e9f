package org.millrace.flv.amf;

import io.netty.handler.codec.DecoderException;

/** Bytes that are no AMF, or that exceed the {@link AmfLimits}. */
public final class AmfException extends DecoderException {
  private static final long serialVersionUID = 1L;

  /** Bytes from the start of what was to be decoded. */
  private final int offset;

  /**
   * Makes the message {@code AMF at <offset>: <problem>}.
   *
   * @param offset bytes from the start of what was to be decoded
   * @param problem such as {@code depth: 33 (expected: at most 32)}
   */
  public AmfException(int offset, String problem) {
    super("AMF at " + offset + ": " + problem);
    this.offset = offset;
  }

  /**
   * Where decoding stopped.
   *
   * @return bytes from the start of what was to be decoded
   */
  public int offset() {
    return offset;
  }
}
