package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import org.millrace.api.contract.Stable;

/**
 * Reads a bit stream, most significant bit first, with the variable-length codes of video parameter
 * sets. Every read is checked against the end. Not safe for use by several threads.
 */
@Stable(since = "0.9.0")
public final class BitReader {
  private final ByteBuf bytes;
  private final int start;
  private final long length;
  private long position;

  /**
   * A reader.
   *
   * @param bytes the readable bytes; borrowed as long as the reader is used; its indices do not
   *     move
   */
  public BitReader(ByteBuf bytes) {
    this.bytes = bytes;
    this.start = bytes.readerIndex();
    this.length = (long) bytes.readableBytes() * Byte.SIZE;
  }

  /**
   * What is left.
   *
   * @return bits
   */
  public long remaining() {
    return length - position;
  }

  /**
   * Reads one bit.
   *
   * @return true for 1
   * @throws CodecConfigException at the end
   */
  public boolean flag() {
    need(1);
    int octet = bytes.getByte(start + (int) (position >> 3));
    int shift = 7 - (int) (position & 7);
    position++;
    return (octet >> shift & 1) != 0;
  }

  /**
   * Reads an unsigned number.
   *
   * @param count bits, 0 to 32
   * @return the number
   * @throws CodecConfigException if fewer bits are left
   */
  public long bits(int count) {
    if (count < 0 || count > Integer.SIZE) {
      throw new IllegalArgumentException("count: " + count + " (expected: 0 to 32)");
    }
    need(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (flag() ? 1 : 0);
    }
    return value;
  }

  /**
   * Reads an unsigned number that fits into an int.
   *
   * @param count bits, 0 to 31
   * @return the number
   * @throws CodecConfigException if fewer bits are left
   */
  public int number(int count) {
    return Math.toIntExact(bits(count));
  }

  /**
   * Leaves bits out.
   *
   * @param count bits, 0 or more
   * @throws CodecConfigException if fewer bits are left
   */
  public void skip(long count) {
    need(count);
    position += count;
  }

  /**
   * Reads an unsigned Exp-Golomb code, {@code ue(v)} of ITU-T H.264 section 9.1.
   *
   * @return 0 to 2^32 - 2
   * @throws CodecConfigException at the end, or if the code is longer than those of the
   *     specification
   */
  public long unsignedExpGolomb() {
    int zeros = 0;
    while (!flag()) {
      zeros++;
      if (zeros > Integer.SIZE) {
        throw new CodecConfigException("Exp-Golomb code: 33 zeros (expected: at most 32)");
      }
    }
    return (1L << zeros) - 1 + bits(zeros);
  }

  /**
   * Reads an unsigned Exp-Golomb code that the specification bounds.
   *
   * @param name what it is, for the message
   * @param max the greatest value allowed
   * @return 0 to {@code max}
   * @throws CodecConfigException at the end or above the bound
   */
  public int unsignedExpGolomb(String name, int max) {
    long value = unsignedExpGolomb();
    if (value > max) {
      throw new CodecConfigException(name + ": " + value + " (expected: at most " + max + ")");
    }
    return (int) value;
  }

  /**
   * Reads a signed Exp-Golomb code, {@code se(v)} of ITU-T H.264 section 9.1.1.
   *
   * @return the number
   * @throws CodecConfigException at the end, or if the code is too long
   */
  public long signedExpGolomb() {
    long code = unsignedExpGolomb();
    long magnitude = (code + 1) >> 1;
    return (code & 1) == 1 ? magnitude : -magnitude;
  }

  private void need(long count) {
    if (remaining() < count) {
      throw new CodecConfigException(
          "bits: " + remaining() + " left (expected: at least " + count + ")");
    }
  }
}
