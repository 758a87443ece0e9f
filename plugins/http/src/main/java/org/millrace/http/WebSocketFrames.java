package org.millrace.http;

import io.netty.buffer.ByteBuf;

/** Headers of the frames that a server sends (RFC 6455 section 5.2): final, and without a mask. */
public final class WebSocketFrames {
  /** The longest header. */
  public static final int MAX_HEADER_BYTES = 10;

  private static final int FINAL_BINARY = 0x82;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_LENGTH_16 = 0xFFFF;

  private WebSocketFrames() {}

  /**
   * The length of a header.
   *
   * @param payloadBytes length of the payload
   * @return 2, 4 or 10
   */
  public static int headerBytes(int payloadBytes) {
    if (payloadBytes < LENGTH_16) {
      return 2;
    }
    return payloadBytes <= MAX_LENGTH_16 ? 4 : MAX_HEADER_BYTES;
  }

  /**
   * Writes the header of a binary message that is one frame.
   *
   * @param out where to
   * @param payloadBytes length of the payload that follows
   */
  public static void writeBinaryHeader(ByteBuf out, int payloadBytes) {
    out.writeByte(FINAL_BINARY);
    if (payloadBytes < LENGTH_16) {
      out.writeByte(payloadBytes);
    } else if (payloadBytes <= MAX_LENGTH_16) {
      out.writeByte(LENGTH_16).writeShort(payloadBytes);
    } else {
      out.writeByte(LENGTH_64).writeLong(payloadBytes);
    }
  }
}
