package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;

/** The header of a PES packet (ISO/IEC 13818-1 section 2.4.3.6). */
final class PesHeader {
  private static final int LONGEST = 0xFFFF;

  /** Where the times are, and what says which of them. */
  private static final int TIMES = 9;

  private static final int TIMES_FLAGS = 7;
  private static final int TIME_BYTES = 5;
  private static final int PTS_AND_DTS = 0xC0;

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
    out.writeByte(both ? PTS_AND_DTS : 0x80);
    out.writeByte(both ? 2 * TIME_BYTES : TIME_BYTES);
    out.writeZero(both ? 2 * TIME_BYTES : TIME_BYTES);
    setTimes(out, lengthAt - 4, pts, dts);
    return lengthAt;
  }

  /** Whether a header of a PES packet begins at an index. */
  static boolean isAt(ByteBuf bytes, int at, int end) {
    return end - at >= TIMES && bytes.getMedium(at) == 1;
  }

  /**
   * Sets the times of a header.
   *
   * @param pes borrowed
   * @param at where it begins
   * @param pts ticks of 90 kHz
   * @param dts ticks of 90 kHz; the same as the other one, if the header has room for one alone
   */
  static void setTimes(ByteBuf pes, int at, long pts, long dts) {
    boolean both = pes.getUnsignedByte(at + TIMES_FLAGS) == PTS_AND_DTS;
    setTime(pes, at + TIMES, both ? 0b0011 : 0b0010, pts);
    if (both) {
      setTime(pes, at + TIMES + TIME_BYTES, 0b0001, dts);
    }
  }

  /** Four bits of a prefix, and 33 bits of time with a marker bit after 3, 15 and 15 of them. */
  private static void setTime(ByteBuf out, int at, int prefix, long time) {
    out.setByte(at, prefix << 4 | (int) (time >> 30 & 0x7) << 1 | 1);
    out.setShort(at + 1, (int) (time >> 15 & 0x7FFF) << 1 | 1);
    out.setShort(at + 3, (int) (time & 0x7FFF) << 1 | 1);
  }

  /** Sets the length of a packet that is complete; 0, unbounded, for pictures that are longer. */
  static void setLength(ByteBuf pes, int lengthAt) {
    int length = pes.writerIndex() - lengthAt - 2;
    pes.setShort(lengthAt, length <= LONGEST ? length : 0);
  }
}
