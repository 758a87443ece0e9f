package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a transport stream apart, and finds fault with it where the standard does. */
final class Demuxer {
  record Pes(int pid, int streamId, long pts, long dts, boolean randomAccess, ByteBuf data) {}

  record Line(int type, int pid, String descriptors) {}

  final List<Pes> units = new ArrayList<>();
  final List<Line> programme = new ArrayList<>();
  final List<Long> clock = new ArrayList<>();
  int clockPid;
  int version;
  int breaks;
  private final Map<Integer, Integer> counters = new HashMap<>();
  private final Map<Integer, ByteBuf> open = new HashMap<>();
  private final Map<Integer, Boolean> access = new HashMap<>();

  Demuxer read(ByteBuf stream) {
    check(stream.readableBytes() % 188 == 0, "whole packets");
    while (stream.isReadable()) {
      packet(stream.readSlice(188));
    }
    open.forEach(this::pes);
    open.clear();
    return this;
  }

  private void packet(ByteBuf in) {
    check(in.readUnsignedByte() == 0x47, "sync byte");
    int flags = in.readUnsignedShort();
    int pid = flags & 0x1FFF;
    int control = in.readUnsignedByte();
    int counted = control >> 4 & 1; // packets without a payload are not
    int expected = counters.getOrDefault(pid, control + 1 - counted & 0xF);
    check((control & 0xF) == (expected - 1 + counted & 0xF), "continuity of " + pid);
    counters.put(pid, expected + counted & 0xF);
    int clocks = clock.size();
    boolean random = (control & 0x20) != 0 && adaptation(in.readSlice(in.readUnsignedByte()));
    check(clock.size() == clocks || clockPid == 0 || pid == clockPid, "clock on " + pid);
    if (counted == 1) {
      payload(pid, (flags & 0x4000) != 0, random, in);
    } else {
      check(!in.isReadable(), "an adaptation field that fills the packet");
    }
  }

  private boolean adaptation(ByteBuf field) {
    int flags = field.isReadable() ? field.readUnsignedByte() : 0;
    breaks += flags >> 7;
    if ((flags & 0x10) != 0) {
      clock.add(field.readUnsignedInt() << 1 | field.readUnsignedShort() >> 15);
    }
    while (field.isReadable()) {
      check(field.readUnsignedByte() == 0xFF, "stuffing");
    }
    return (flags & 0x40) != 0;
  }

  private void payload(int pid, boolean start, boolean random, ByteBuf in) {
    if (pid == 0 || pid == 0x1000) {
      section(pid, in.skipBytes(1));
      return;
    }
    if (start) {
      ByteBuf before = open.put(pid, Unpooled.buffer());
      if (before != null) {
        pes(pid, before);
      }
      access.put(pid, random);
    }
    open.get(pid).writeBytes(in);
  }

  private void section(int pid, ByteBuf in) {
    int length = 3 + (in.getUnsignedShort(in.readerIndex() + 1) & 0xFFF);
    check(Crc.of(in, in.readerIndex(), length) == 0, "check sum");
    if (pid == 0) {
      return;
    }
    ByteBuf map = in.readSlice(length - 4);
    version = map.getByte(map.readerIndex() + 5) >> 1 & 0x1F;
    map.skipBytes(8);
    clockPid = map.readUnsignedShort() & 0x1FFF;
    map.skipBytes(2);
    programme.clear();
    while (map.isReadable()) {
      int type = map.readUnsignedByte();
      int elementary = map.readUnsignedShort() & 0x1FFF;
      ByteBuf descriptors = map.readSlice(map.readUnsignedShort() & 0xFFF);
      programme.add(new Line(type, elementary, ByteBufUtil.hexDump(descriptors)));
    }
  }

  private void pes(int pid, ByteBuf in) {
    check(in.readUnsignedMedium() == 1, "start code prefix");
    int id = in.readUnsignedByte();
    int length = in.readUnsignedShort();
    check(length == 0 || length == in.readableBytes(), "PES length");
    in.skipBytes(1);
    boolean both = in.readUnsignedByte() == 0xC0;
    in.skipBytes(1);
    long pts = time(in);
    long dts = both ? time(in) : pts;
    units.add(new Pes(pid, id, pts, dts, access.get(pid), in));
  }

  private static long time(ByteBuf in) {
    long high = in.readUnsignedByte() >> 1 & 0x7;
    long middle = in.readUnsignedShort() >> 1;
    return high << 30 | middle << 15 | in.readUnsignedShort() >> 1;
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }
}
