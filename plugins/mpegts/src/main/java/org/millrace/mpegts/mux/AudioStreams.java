package org.millrace.mpegts.mux;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.millrace.api.media.AacConfig;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/** Audio codecs in MPEG-TS. */
final class AudioStreams {
  /** Below this rate MP3 is that of MPEG-2. */
  private static final int MPEG1_LOWEST_RATE = 32_000;

  private AudioStreams() {}

  static Optional<ElementaryStream> of(Track.Audio audio) {
    Codec codec = audio.codec();
    if (codec.equals(Codec.MP3)) {
      boolean mpeg1 = audio.sampleRate() == 0 || audio.sampleRate() >= MPEG1_LOWEST_RATE;
      return Optional.of(new Plain(mpeg1 ? 0x03 : 0x04, ElementaryStream.AUDIO_ID, ""));
    }
    if (codec.equals(Codec.AC3)) {
      return Optional.of(new Plain(0x81, ElementaryStream.PRIVATE_ID, "AC-3"));
    }
    if (codec.equals(Codec.EAC3)) {
      return Optional.of(new Plain(0x87, ElementaryStream.PRIVATE_ID, "EAC3"));
    }
    if (audio.config().isEmpty()) {
      return Optional.empty();
    }
    if (codec.equals(Codec.AAC)) {
      return Adts.of(AacConfig.parse(audio.config()));
    }
    return codec.equals(Codec.OPUS) ? OpusStream.of(audio.config()) : Optional.empty();
  }

  /** The registration descriptor (ISO/IEC 13818-1 section 2.6.8). */
  static byte[] registration(String format) {
    byte[] name = format.getBytes(StandardCharsets.ISO_8859_1);
    return new byte[] {0x05, 4, name[0], name[1], name[2], name[3]};
  }

  /** Frames that tell all of themselves. */
  private record Plain(int type, int streamId, String format) implements ElementaryStream {
    @Override
    public byte[] descriptors() {
      return format.isEmpty() ? new byte[0] : registration(format);
    }

    @Override
    public void write(MediaFrame frame, ByteBuf out) {
      ByteBuf payload = frame.payload();
      out.writeBytes(payload, payload.readerIndex(), frame.size());
    }
  }
}
