package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;

/**
 * The header of a tag in a file or byte stream: FLV section E.4.1.
 *
 * @param type one of {@link FlvTagType}, or another of 5 bits
 * @param filtered whether the body is encrypted
 * @param bodyLength bytes of the body
 * @param timestamp milliseconds, the lower 32 bits
 */
public record FlvTagHeader(int type, boolean filtered, int bodyLength, int timestamp) {
  /** Length of the header in bytes. */
  public static final int LENGTH = 11;

  /** Length of the number behind each tag, in bytes: the length of header and body. */
  public static final int TRAILER_LENGTH = 4;

  /** What a length of 24 bits can say. */
  public static final int MAX_BODY_LENGTH = 0xFF_FFFF;

  private static final int TYPE = 0b1_1111;
  private static final int FILTER = 0b10_0000;

  /**
   * Reads a header.
   *
   * @param in borrowed; at least {@link #LENGTH} bytes, over which its reader index moves
   * @return the header
   */
  public static FlvTagHeader read(ByteBuf in) {
    int first = in.readUnsignedByte();
    int bodyLength = in.readUnsignedMedium();
    int timestamp = in.readUnsignedMedium() | in.readUnsignedByte() << 24;
    in.skipBytes(3); // StreamID, always 0
    return new FlvTagHeader(first & TYPE, (first & FILTER) != 0, bodyLength, timestamp);
  }

  /**
   * Writes this header.
   *
   * @param out borrowed; grows as needed
   */
  public void write(ByteBuf out) {
    out.writeByte(type | (filtered ? FILTER : 0)).writeMedium(bodyLength);
    out.writeMedium(timestamp & 0xFF_FFFF).writeByte(timestamp >>> 24).writeMedium(0);
  }
}
