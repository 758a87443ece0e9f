package org.millrace.stresstest.media;

import io.netty.buffer.ByteBuf;

/** Writes bits, the most significant first, as H.264 and AAC have them. */
final class BitWriter {
  private final ByteBuf out;
  private int current;
  private int used;

  /** Writes to the end of a buffer, which is borrowed. */
  BitWriter(ByteBuf out) {
    this.out = out;
  }

  /** The lowest bits of a value: u(n). */
  BitWriter bits(int count, long value) {
    for (int i = count - 1; i >= 0; i--) {
      current = current << 1 | (int) (value >> i & 1);
      if (++used == Byte.SIZE) {
        out.writeByte(current);
        current = 0;
        used = 0;
      }
    }
    return this;
  }

  /** An unsigned Exp-Golomb code: ue(v), H.264 9.1. */
  BitWriter golomb(int value) {
    int code = value + 1;
    int length = Integer.SIZE - Integer.numberOfLeadingZeros(code);
    return bits(2 * length - 1, code);
  }

  /** A stop bit and zeros up to the next byte: rbsp_trailing_bits(), H.264 7.3.2.11. */
  void stop() {
    bits(1, 1);
    align();
  }

  /** Zeros up to the next byte. */
  void align() {
    while (used != 0) {
      bits(1, 0);
    }
  }
}
