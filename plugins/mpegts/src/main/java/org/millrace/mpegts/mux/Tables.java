package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.millrace.mpegts.mux.Packetizer.FirstPacket;

/** Programme association and programme map (ISO/IEC 13818-1 section 2.4.4). */
final class Tables {
  private static final int PAT_PID = 0;
  private static final int PMT_PID = 0x1000;
  private static final int PROGRAMME = 1;
  private static final int PAT = 0x00;
  private static final int PMT = 0x02;

  private final Packetizer association = new Packetizer(PAT_PID);
  private final Packetizer map = new Packetizer(PMT_PID);
  private ByteBuf patSection = Unpooled.EMPTY_BUFFER;
  private ByteBuf pmtSection = Unpooled.EMPTY_BUFFER;
  private ByteBuf content = Unpooled.EMPTY_BUFFER;
  private int version = -1;

  /** One line of the programme map. */
  record Entry(int pid, ElementaryStream stream) {}

  /**
   * Says what the programme consists of from now on; a new version only if that is not the same.
   */
  void describe(int clockPid, List<Entry> entries) {
    ByteBuf described = Unpooled.buffer();
    writeMap(described, clockPid, entries);
    if (version >= 0 && described.equals(content)) {
      return;
    }
    content = described;
    version = version + 1 & 0x1F;
    patSection =
        section(PAT, PROGRAMME, out -> out.writeShort(PROGRAMME).writeShort(0xE000 | PMT_PID));
    pmtSection = section(PMT, PROGRAMME, out -> out.writeBytes(content.duplicate()));
  }

  private static void writeMap(ByteBuf out, int clockPid, List<Entry> entries) {
    out.writeShort(0xE000 | clockPid);
    out.writeShort(0xF000); // program_info_length
    for (Entry entry : entries) {
      byte[] descriptors = entry.stream().descriptors();
      out.writeByte(entry.stream().type());
      out.writeShort(0xE000 | entry.pid());
      out.writeShort(0xF000 | descriptors.length);
      out.writeBytes(descriptors);
    }
  }

  private ByteBuf section(int table, int id, SectionContent content) {
    ByteBuf out = Unpooled.buffer(256);
    out.writeByte(0); // pointer_field
    int start = out.writerIndex();
    out.writeByte(table).writeShort(0);
    out.writeShort(id);
    out.writeByte(0xC1 | version << 1); // current
    out.writeShort(0); // section_number, last_section_number
    content.writeTo(out);
    int length = out.writerIndex() + Integer.BYTES - start - 3;
    out.setShort(start + 1, 0xB000 | length);
    out.writeInt(Crc.of(out, start, out.writerIndex() - start));
    return out;
  }

  @FunctionalInterface
  private interface SectionContent {
    void writeTo(ByteBuf out);
  }

  void writeTo(ByteBuf out) {
    association.write(patSection, FirstPacket.PLAIN, out);
    map.write(pmtSection, FirstPacket.PLAIN, out);
  }
}
