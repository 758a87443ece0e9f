package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;

/** The header of a PES packet (ISO/IEC 13818-1 section 2.4.3.6). */
final class PesHeader {
  private static final int LONGEST = 0xFFFF;

  private PesHeader() {}

  /**
   * Writes a header.
   *
   * @param out borrowed
   * @param streamId such as 0xE0
   * @param pts ticks of 90 kHz
   * @param dts ticks of 90 kHz
   * @return where the length is, for {@link #setLength}
   */
  static int write(ByteBuf out, int streamId, long pts, long dts) {
    out.writeMedium(1).writeByte(streamId);
    int lengthAt = out.writerIndex();
    out.writeShort(0);
    boolean both = pts != dts;
    out.writeByte(0x84); // '10', data_alignment_indicator
    out.writeByte(both ? 0xC0 : 0x80);
    out.writeByte(both ? 10 : 5);
    writeTime(out, both ? 0b0011 : 0b0010, pts);
    if (both) {
      writeTime(out, 0b0001, dts);
    }
    return lengthAt;
  }

  /** Four bits of a prefix, and 33 bits of time with a marker bit after 3, 15 and 15 of them. */
  private static void writeTime(ByteBuf out, int prefix, long time) {
    out.writeByte(prefix << 4 | (int) (time >> 30 & 0x7) << 1 | 1);
    out.writeShort((int) (time >> 15 & 0x7FFF) << 1 | 1);
    out.writeShort((int) (time & 0x7FFF) << 1 | 1);
  }

  /** Sets the length of a packet that is complete; 0, unbounded, for pictures that are longer. */
  static void setLength(ByteBuf pes, int lengthAt) {
    int length = pes.writerIndex() - lengthAt - 2;
    pes.setShort(lengthAt, length <= LONGEST ? length : 0);
  }
}
