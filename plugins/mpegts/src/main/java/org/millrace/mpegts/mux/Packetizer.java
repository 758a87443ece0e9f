package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;

/** Cuts what one PID carries into packets (ISO/IEC 13818-1 section 2.4.3.2). */
final class Packetizer {
  static final int PACKET = 188;
  static final int NO_PID = 0x1FFF;

  private static final int HEADER = 4;
  private static final int BODY = PACKET - HEADER;

  /** Length and flags of an adaptation field; the clock reference. */
  private static final int ADAPTATION = 2;

  private static final int CLOCK_REFERENCE = 6;

  private final int pid;
  private int counter;

  /**
   * What the first packet tells beside its payload.
   *
   * @param randomAccess decoding can begin here
   * @param clock ticks of 90 kHz; negative for none
   */
  record FirstPacket(boolean randomAccess, long clock) {
    static final FirstPacket PLAIN = new FirstPacket(false, -1);

    int adaptationLength() {
      return clock >= 0 ? ADAPTATION + CLOCK_REFERENCE : randomAccess ? ADAPTATION : 0;
    }
  }

  Packetizer(int pid) {
    this.pid = pid;
  }

  int pid() {
    return pid;
  }

  /**
   * Writes a unit: a PES packet, or a section behind its pointer.
   *
   * @param unit read from its reader index to its end; borrowed
   * @param first what its first packet tells
   * @param out borrowed
   */
  void write(ByteBuf unit, FirstPacket first, ByteBuf out) {
    int from = unit.readerIndex();
    int left = unit.readableBytes();
    out.ensureWritable((left / (BODY - ADAPTATION - CLOCK_REFERENCE) + 2) * PACKET);
    boolean isFirst = true;
    while (left > 0) {
      int adaptation = isFirst ? first.adaptationLength() : 0;
      int payload = Math.min(left, BODY - adaptation);
      int stuffed = BODY - payload;
      writeHeader(out, isFirst, stuffed > 0);
      if (stuffed > 0) {
        writeAdaptation(out, stuffed, isFirst ? first : FirstPacket.PLAIN);
      }
      out.writeBytes(unit, from, payload);
      from += payload;
      left -= payload;
      isFirst = false;
    }
  }

  /**
   * Writes a packet that has a clock reference and no payload, and so is not counted (section
   * 2.4.3.3).
   *
   * @param clock ticks of 90 kHz
   * @param out borrowed
   */
  void writeClock(long clock, ByteBuf out) {
    out.ensureWritable(PACKET);
    out.writeByte(0x47);
    out.writeShort(pid);
    out.writeByte(0x20 | (counter - 1 & 0xF));
    writeAdaptation(out, BODY, new FirstPacket(false, clock));
  }

  private void writeHeader(ByteBuf out, boolean isFirst, boolean hasAdaptation) {
    out.writeByte(0x47);
    out.writeShort((isFirst ? 0x4000 : 0) | pid);
    out.writeByte((hasAdaptation ? 0x30 : 0x10) | counter);
    counter = counter + 1 & 0xF;
  }

  private static void writeAdaptation(ByteBuf out, int length, FirstPacket first) {
    out.writeByte(length - 1);
    if (length == 1) {
      return;
    }
    boolean hasClock = first.clock() >= 0;
    out.writeByte((first.randomAccess() ? 0x40 : 0) | (hasClock ? 0x10 : 0));
    int written = ADAPTATION;
    if (hasClock) {
      // 33 bits of 90 kHz, 6 reserved, 9 bits of 27 MHz, which are 0
      out.writeInt((int) (first.clock() >> 1));
      out.writeShort((int) (first.clock() & 1) << 15 | 0x7E00);
      written += CLOCK_REFERENCE;
    }
    for (; written < length; written++) {
      out.writeByte(0xFF);
    }
  }
}
