package org.millrace.api.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Writes AVCDecoderConfigurationRecords: ISO/IEC 14496-15 section 5.3.3.1.2. */
final class AvcConfigWriter {
  static final int MAX_SEQUENCE_SETS = 31;
  static final int MAX_PICTURE_SETS = 255;

  /** What the record's 16 bits can say. */
  private static final int MAX_SET_LENGTH = 0xFFFF;

  /** NAL unit header, profile_idc, constraint flags, level_idc. */
  private static final int SHORTEST_SEQUENCE_SET = 4;

  private AvcConfigWriter() {}

  static DecoderConfig write(List<ByteBuf> sequenceSets, List<ByteBuf> pictureSets) {
    ByteBuf first = sequenceSets.isEmpty() ? Unpooled.EMPTY_BUFFER : sequenceSets.get(0);
    if (first.readableBytes() < SHORTEST_SEQUENCE_SET) {
      throw new CodecConfigException(
          "sequence parameter set: "
              + first.readableBytes()
              + " bytes (expected: at least "
              + SHORTEST_SEQUENCE_SET
              + ")");
    }
    ByteBuf out = Unpooled.buffer();
    out.writeByte(1); // configurationVersion
    out.writeBytes(first, first.readerIndex() + 1, SHORTEST_SEQUENCE_SET - 1);
    out.writeByte(0b1111_1100 | NalUnits.LENGTH_SIZE - 1);
    writeSets(out, 0b1110_0000, sequenceSets, MAX_SEQUENCE_SETS);
    writeSets(out, 0, pictureSets, MAX_PICTURE_SETS);
    int profile = first.getUnsignedByte(first.readerIndex() + 1);
    if (profile != 66 && profile != 77 && profile != 88) {
      writeSampleFormat(out, AvcSps.sampleFormat(first));
    }
    return DecoderConfig.copyOf(out);
  }

  private static void writeSets(ByteBuf out, int reserved, List<ByteBuf> sets, int max) {
    requireCount(sets.size(), max);
    out.writeByte(reserved | sets.size());
    for (ByteBuf set : sets) {
      requireLength(set);
      out.writeShort(set.readableBytes());
      out.writeBytes(set, set.readerIndex(), set.readableBytes());
    }
  }

  static void requireCount(int count, int max) {
    if (count > max) {
      throw new CodecConfigException(
          "parameter sets: " + count + " (expected: at most " + max + ")");
    }
  }

  static void requireLength(ByteBuf set) {
    if (set.readableBytes() > MAX_SET_LENGTH) {
      throw new CodecConfigException(
          "parameter set: "
              + set.readableBytes()
              + " bytes (expected: at most "
              + MAX_SET_LENGTH
              + ")");
    }
  }

  private static void writeSampleFormat(ByteBuf out, AvcSps.SampleFormat format) {
    out.writeByte(0b1111_1100 | format.chroma());
    out.writeByte(0b1111_1000 | format.lumaDepthMinus8());
    out.writeByte(0b1111_1000 | format.chromaDepthMinus8());
    out.writeByte(0); // numOfSequenceParameterSetExt
  }
}
