package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.millrace.api.media.AvcConfig;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.HevcConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.NalUnits;

/**
 * H.264 or HEVC as a byte stream: a delimiter, the parameter sets before key frames, the units.
 *
 * @param type see {@link ElementaryStream#type}
 * @param lengthSize bytes before each unit of a frame
 * @param parameterSets written before key frames
 * @param delimiter the access unit delimiter, header included
 * @param typeShift where the type begins in the first byte of a unit
 * @param typeMask how many values it has
 */
record VideoStream(
    int type,
    int lengthSize,
    List<ByteBuf> parameterSets,
    ByteBuf delimiter,
    int typeShift,
    int typeMask)
    implements ElementaryStream {
  private static final int START_CODE = 1;

  static VideoStream avc(DecoderConfig config) {
    AvcConfig parsed = AvcConfig.parse(config);
    List<ByteBuf> sets =
        Stream.concat(
                parsed.sequenceParameterSets().stream(), parsed.pictureParameterSets().stream())
            .toList();
    // type 9, any kind of slice (ITU-T H.264 section 7.3.2.4)
    return new VideoStream(0x1B, parsed.lengthSize(), sets, unit(0x09, 0xF0), 0, 0x1F);
  }

  static VideoStream hevc(DecoderConfig config) {
    HevcConfig parsed = HevcConfig.parse(config);
    // type 35, any kind of slice (ITU-T H.265 section 7.3.2.5)
    return new VideoStream(
        0x24, parsed.lengthSize(), parsed.parameterSets(), unit(0x46, 0x01, 0x50), 1, 0x3F);
  }

  private static ByteBuf unit(int... bytes) {
    ByteBuf unit = Unpooled.buffer(bytes.length);
    for (int value : bytes) {
      unit.writeByte(value);
    }
    return unit;
  }

  @Override
  public int streamId() {
    return VIDEO_ID;
  }

  @Override
  public void write(MediaFrame frame, ByteBuf out) {
    writeUnit(delimiter, out);
    if (frame.isKey()) {
      for (ByteBuf set : parameterSets) {
        writeUnit(set, out);
      }
    }
    writeUnits(frame.payload(), out);
  }

  private static void writeUnit(ByteBuf unit, ByteBuf out) {
    out.writeInt(START_CODE);
    out.writeBytes(unit, unit.readerIndex(), unit.readableBytes());
  }

  private void writeUnits(ByteBuf payload, ByteBuf out) {
    for (ByteBuf unit : NalUnits.split(payload, lengthSize)) {
      if (!isDelimiter(unit.getByte(unit.readerIndex()))) {
        writeUnit(unit, out);
      }
    }
  }

  private boolean isDelimiter(byte header) {
    return typeOf(header) == typeOf(delimiter.getByte(0));
  }

  private int typeOf(byte header) {
    return header >> typeShift & typeMask;
  }
}
