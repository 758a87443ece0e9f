package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;

/** The check sum of sections (ISO/IEC 13818-1 annex A): CRC-32, not reflected, not inverted. */
final class Crc {
  private static final int POLYNOMIAL = 0x04C1_1DB7;

  private Crc() {}

  static int of(ByteBuf bytes, int from, int length) {
    int crc = -1;
    for (int i = from; i < from + length; i++) {
      crc ^= bytes.getByte(i) << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
    }
    return crc;
  }
}
