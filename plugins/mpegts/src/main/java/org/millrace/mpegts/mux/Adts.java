package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.millrace.api.media.AacConfig;
import org.millrace.api.media.CodecConfigException;
import org.millrace.api.media.MediaFrame;

/**
 * AAC behind ADTS headers (ISO/IEC 14496-3 section 1.A.2.2).
 *
 * @param profile the object type less 1
 * @param rateIndex of the core's sample rate
 * @param channels the channel configuration
 */
record Adts(int profile, int rateIndex, int channels) implements ElementaryStream {
  private static final List<Integer> RATES =
      List.of(
          96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
          8_000, 7_350);

  private static final int HEADER = 7;
  private static final int LONGEST_FRAME = 0x1FFF;

  /** The object types that two bits have room for. */
  private static final int LAST_OBJECT_TYPE = 4;

  static Optional<ElementaryStream> of(AacConfig config) {
    // Spectral band replication is not told, but found by the decoder.
    int core = config.objectType() == 5 || config.objectType() == 29 ? 2 : config.objectType();
    int rateIndex = RATES.indexOf(config.coreSampleRate());
    int channels = config.channels() == 8 ? 7 : config.channels();
    boolean fits =
        core >= 1 && core <= LAST_OBJECT_TYPE && rateIndex >= 0 && channels >= 1 && channels <= 7;
    return fits ? Optional.of(new Adts(core - 1, rateIndex, channels)) : Optional.empty();
  }

  @Override
  public int type() {
    return 0x0F;
  }

  @Override
  public int streamId() {
    return AUDIO_ID;
  }

  @Override
  public void write(MediaFrame frame, ByteBuf out) {
    int length = HEADER + frame.size();
    if (length > LONGEST_FRAME) {
      throw new CodecConfigException(
          "AAC frame: "
              + frame.size()
              + " bytes (expected: at most "
              + (LONGEST_FRAME - HEADER)
              + ")");
    }
    out.writeShort(0xFFF1); // syncword, MPEG-4, no CRC
    out.writeByte(profile << 6 | rateIndex << 2 | channels >> 2);
    out.writeByte((channels & 0b11) << 6 | length >> 11);
    out.writeByte(length >> 3);
    out.writeByte((length & 0b111) << 5 | 0x1F); // buffer fullness: variable rate
    out.writeByte(0xFC); // one raw data block
    ByteBuf payload = frame.payload();
    out.writeBytes(payload, payload.readerIndex(), frame.size());
  }
}
