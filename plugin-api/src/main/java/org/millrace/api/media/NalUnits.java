package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.contract.Stable;

/**
 * Access units of H.264, H.265 and H.266: the length-prefixed form of ISO/IEC 14496-15, which this
 * media model has, and the byte stream form of Annex B, which MPEG-TS has.
 */
@Stable(since = "0.9.0")
public final class NalUnits {
  /** Length of the prefix that {@link #toLengthPrefixed} writes, in bytes. */
  public static final int LENGTH_SIZE = 4;

  private static final int START_CODE = 1;

  private NalUnits() {}

  /**
   * Splits a length-prefixed access unit. Units of length 0 are left out.
   *
   * @param accessUnit borrowed; its indices do not move
   * @param lengthSize bytes of each prefix, 1 to 4, as the decoder configuration says
   * @return slices of the access unit that share its reference count; not retained
   * @throws CodecConfigException if a length leads beyond the end
   */
  public static List<ByteBuf> split(ByteBuf accessUnit, int lengthSize) {
    List<ByteBuf> units = new ArrayList<>();
    int position = accessUnit.readerIndex();
    int end = accessUnit.writerIndex();
    while (position < end) {
      long length = readLength(accessUnit, position, lengthSize);
      position += lengthSize;
      if (length > end - position) {
        throw new CodecConfigException(
            "NAL unit: " + length + " bytes (expected: at most " + (end - position) + ")");
      }
      if (length > 0) {
        units.add(accessUnit.slice(position, (int) length));
      }
      position += (int) length;
    }
    return units;
  }

  private static long readLength(ByteBuf accessUnit, int position, int lengthSize) {
    if (accessUnit.writerIndex() - position < lengthSize) {
      throw new CodecConfigException(
          "NAL unit length: "
              + (accessUnit.writerIndex() - position)
              + " bytes (expected: "
              + lengthSize
              + ")");
    }
    return switch (lengthSize) {
      case 1 -> accessUnit.getUnsignedByte(position);
      case 2 -> accessUnit.getUnsignedShort(position);
      case 3 -> accessUnit.getUnsignedMedium(position);
      case 4 -> accessUnit.getUnsignedInt(position);
      default ->
          throw new IllegalArgumentException("lengthSize: " + lengthSize + " (expected: 1 to 4)");
    };
  }

  /**
   * Splits a byte stream, ITU-T H.264 Annex B: units between start codes {@code 00 00 01}. What
   * comes before the first start code is left out, and so are the zeros at the end of units.
   *
   * @param byteStream borrowed; its indices do not move
   * @return slices of the byte stream that share its reference count; not retained
   */
  public static List<ByteBuf> splitAnnexB(ByteBuf byteStream) {
    List<ByteBuf> units = new ArrayList<>();
    int end = byteStream.writerIndex();
    int code = startCode(byteStream, byteStream.readerIndex(), end);
    while (code < end) {
      int from = code + 3;
      code = startCode(byteStream, from, end);
      int to = code;
      while (to > from && byteStream.getByte(to - 1) == 0) {
        to--;
      }
      if (to > from) {
        units.add(byteStream.slice(from, to - from));
      }
    }
    return units;
  }

  /**
   * Position of the next {@code 00 00 01} that begins at {@code from} or later and ends at {@code
   * to} or before; {@code to} if there is none.
   */
  static int startCode(ByteBuf bytes, int from, int to) {
    if (to - from < 3) {
      return to;
    }
    // The byte 01 is looked for, because there are far fewer of it than zeros, and in words.
    int one = bytes.indexOf(from + 2, to, (byte) START_CODE);
    while (one >= 0 && (bytes.getByte(one - 1) != 0 || bytes.getByte(one - 2) != 0)) {
      one = bytes.indexOf(one + 1, to, (byte) START_CODE);
    }
    return one < 0 ? to : one - 2;
  }

  /**
   * Writes units as a length-prefixed access unit.
   *
   * @param units borrowed
   * @param out borrowed; grows as needed
   */
  public static void writeLengthPrefixed(List<ByteBuf> units, ByteBuf out) {
    for (ByteBuf unit : units) {
      out.writeInt(unit.readableBytes());
      out.writeBytes(unit, unit.readerIndex(), unit.readableBytes());
    }
  }

  /**
   * Writes units as a byte stream, each with the start code {@code 00 00 00 01}.
   *
   * @param units borrowed
   * @param out borrowed; grows as needed
   */
  public static void writeAnnexB(List<ByteBuf> units, ByteBuf out) {
    for (ByteBuf unit : units) {
      out.writeInt(START_CODE);
      out.writeBytes(unit, unit.readerIndex(), unit.readableBytes());
    }
  }

  /**
   * Turns a byte stream into a length-prefixed access unit with prefixes of 4 bytes.
   *
   * @param byteStream borrowed; its indices do not move
   * @param out borrowed; grows as needed
   */
  public static void toLengthPrefixed(ByteBuf byteStream, ByteBuf out) {
    writeLengthPrefixed(splitAnnexB(byteStream), out);
  }

  /**
   * Turns a length-prefixed access unit into a byte stream.
   *
   * @param accessUnit borrowed; its indices do not move
   * @param lengthSize bytes of each prefix, 1 to 4
   * @param out borrowed; grows as needed
   * @throws CodecConfigException if a length leads beyond the end
   */
  public static void toAnnexB(ByteBuf accessUnit, int lengthSize, ByteBuf out) {
    writeAnnexB(split(accessUnit, lengthSize), out);
  }

  /**
   * The raw payload of a unit: without the bytes {@code 03} that keep start codes out of it (ITU-T
   * H.264 section 7.3.1).
   *
   * @param unit borrowed; header included; its indices do not move
   * @return an unpooled copy; the caller owns it and need not release it
   */
  public static ByteBuf rawPayload(ByteBuf unit) {
    ByteBuf raw = Unpooled.buffer(unit.readableBytes());
    int zeros = 0;
    for (int i = unit.readerIndex(); i < unit.writerIndex(); i++) {
      int octet = unit.getUnsignedByte(i);
      if (zeros >= 2 && octet == 3) {
        zeros = 0;
      } else {
        raw.writeByte(octet);
        zeros = octet == 0 ? zeros + 1 : 0;
      }
    }
    return raw;
  }
}
