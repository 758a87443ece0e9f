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

  private static final int UNIT_START = 0x40;
  private static final int HAS_ADAPTATION = 0x20;
  private static final int HAS_PAYLOAD = 0x10;
  private static final int DISCONTINUITY = 0x80;
  private static final int RANDOM_ACCESS = 0x40;
  private static final int HAS_CLOCK = 0x10;

  private final int pid;
  private int counter;

  /** The next packet is to say that it does not continue what was before. */
  private boolean broken;

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

  /** What follows does not continue what was ({@code discontinuity_indicator}). */
  void interrupt() {
    broken = true;
  }

  /** The most that the packets of a unit take. */
  static int lengthOf(int unitBytes) {
    return (unitBytes + ADAPTATION + CLOCK_REFERENCE + BODY - 1) / BODY * PACKET;
  }

  /**
   * Where the PES packet begins that begins in a packet.
   *
   * @param at where the packet begins
   * @return an index; negative if none does
   */
  static int unitAt(ByteBuf packets, int at) {
    int flags = packets.getByte(at + 3);
    boolean begins = (packets.getByte(at + 1) & UNIT_START) != 0 && (flags & HAS_PAYLOAD) != 0;
    boolean adapted = (flags & HAS_ADAPTATION) != 0;
    int unit = at + HEADER + (adapted ? 1 + packets.getUnsignedByte(at + HEADER) : 0);
    return begins && PesHeader.isAt(packets, unit, at + PACKET) ? unit : -1;
  }

  /**
   * Sets the clock reference of a packet that has one.
   *
   * @param at where the packet begins
   * @param clock ticks of 90 kHz
   */
  static void setClock(ByteBuf packets, int at, long clock) {
    int field = at + HEADER;
    boolean adapted = (packets.getByte(at + 3) & HAS_ADAPTATION) != 0;
    if (adapted && packets.getByte(field) != 0 && (packets.getByte(field + 1) & HAS_CLOCK) != 0) {
      setClockReference(packets, field + ADAPTATION, clock);
    }
  }

  /** 33 bits of 90 kHz, 6 reserved, 9 bits of 27 MHz, which are 0. */
  private static void setClockReference(ByteBuf out, int at, long clock) {
    out.setInt(at, (int) (clock >> 1));
    out.setShort(at + Integer.BYTES, (int) (clock & 1) << 15 | 0x7E00);
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
    out.ensureWritable(lengthOf(left));
    boolean isFirst = true;
    while (left > 0) {
      int adaptation = isFirst ? Math.max(first.adaptationLength(), broken ? ADAPTATION : 0) : 0;
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
    out.writeByte(HAS_ADAPTATION | (counter - 1 & 0xF));
    writeAdaptation(out, BODY, new FirstPacket(false, clock));
  }

  private void writeHeader(ByteBuf out, boolean isFirst, boolean hasAdaptation) {
    out.writeByte(0x47);
    out.writeShort((isFirst ? UNIT_START << 8 : 0) | pid);
    out.writeByte((hasAdaptation ? HAS_ADAPTATION | HAS_PAYLOAD : HAS_PAYLOAD) | counter);
    counter = counter + 1 & 0xF;
  }

  private void writeAdaptation(ByteBuf out, int length, FirstPacket first) {
    out.writeByte(length - 1);
    if (length == 1) {
      return;
    }
    boolean hasClock = first.clock() >= 0;
    out.writeByte(
        (broken ? DISCONTINUITY : 0)
            | (first.randomAccess() ? RANDOM_ACCESS : 0)
            | (hasClock ? HAS_CLOCK : 0));
    broken = false;
    int written = ADAPTATION;
    if (hasClock) {
      setClockReference(out, out.writerIndex(), first.clock());
      out.writerIndex(out.writerIndex() + CLOCK_REFERENCE);
      written += CLOCK_REFERENCE;
    }
    for (; written < length; written++) {
      out.writeByte(0xFF);
    }
  }
}
