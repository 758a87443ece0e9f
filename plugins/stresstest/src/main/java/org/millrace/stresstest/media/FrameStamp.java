package org.millrace.stresstest.media;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is written on each picture: in an SEI message of user data (H.264 D.1.7) behind a UUID, as
 * hexadecimal digits, because in binary it could look like a start code.
 *
 * <pre>
 * 06 05 30   NAL unit SEI, user_data_unregistered, 48 bytes
 * 4d 69 ...  UUID
 * 30 30 ...  16 digits of the sequence number
 * 30 30 ...  16 digits of the time
 * 80         stop bit
 * </pre>
 *
 * @param sequence number of the picture in its stream, from 0
 * @param sentNanos {@link System#nanoTime} when it was sent; the same clock for all processes of
 *     one machine on Linux, macOS and Windows
 */
public record FrameStamp(long sequence, long sentNanos) {
  /** Length of the NAL unit. */
  static final int NAL_BYTES = 3 + 16 + 2 * 16 + 1;

  /** Stamps lie in the first NAL units of a picture. */
  private static final int SEARCHED_BYTES = 256;

  private static final int DIGITS = 16;
  private static final byte[] UUID = HexFormat.of().parseHex("4d696c6c72616365b5d14f0e93f2c8a7");
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Writes the NAL unit without its length. */
  void writeTo(ByteBuf out) {
    out.writeByte(6).writeByte(5).writeByte(UUID.length + 2 * DIGITS).writeBytes(UUID);
    writeDigits(out, sequence);
    writeDigits(out, sentNanos);
    out.writeByte(0x80);
  }

  private static void writeDigits(ByteBuf out, long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.writeByte(HEX[(int) (value >> shift & 0xF)]);
    }
  }

  /**
   * Looks for the stamp of a picture.
   *
   * @param body of an FLV video tag; borrowed
   * @return null if there is none
   */
  public static @Nullable FrameStamp find(ByteBuf body) {
    int last =
        body.readerIndex()
            + Math.min(body.readableBytes(), SEARCHED_BYTES)
            - UUID.length
            - 2 * DIGITS;
    for (int i = body.readerIndex(); i <= last; i++) {
      if (body.getByte(i) == UUID[0] && isUuid(body, i)) {
        int digits = i + UUID.length;
        return new FrameStamp(readDigits(body, digits), readDigits(body, digits + DIGITS));
      }
    }
    return null;
  }

  private static boolean isUuid(ByteBuf body, int index) {
    for (int i = 1; i < UUID.length; i++) {
      if (body.getByte(index + i) != UUID[i]) {
        return false;
      }
    }
    return true;
  }

  private static long readDigits(ByteBuf body, int index) {
    long value = 0;
    for (int i = 0; i < DIGITS; i++) {
      value = (value << 4) + Character.digit(body.getByte(index + i), 16);
    }
    return value;
  }
}
