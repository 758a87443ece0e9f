package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/** Headers of audio tags for frames of any source; the reverse of {@link AudioTagHeader}. */
final class AudioBody {
  private static final int FLAC_MAGIC = FlvCodecs.fourCc("fLaC");

  /** Last metadata block, type 0 (STREAMINFO), 34 bytes. */
  private static final int STREAMINFO_HEADER = 0x8000_0022;

  private AudioBody() {}

  static boolean carries(MediaFrame frame) {
    Codec codec = frame.track().codec();
    if (isLegacy(frame)) {
      boolean configured = codec.equals(Codec.AAC);
      return !frame.isEndOfSequence() && (configured || !frame.isConfig());
    }
    return FlvCodecs.hasFourCc(codec) && frame.track().id() <= ExBody.MAX_TRACK_ID;
  }

  static int headerLength(MediaFrame frame) {
    if (isLegacy(frame)) {
      return frame.track().codec().equals(Codec.AAC) ? 2 : 1;
    }
    return ExBody.headerLength(frame.track()) + (isFlacConfig(frame) ? 8 : 0);
  }

  static void writeHeader(MediaFrame frame, ByteBuf out) {
    if (isLegacy(frame)) {
      writeLegacy(frame, out);
      return;
    }
    int packetType =
        frame.isConfig()
            ? ExHeader.SEQUENCE_START
            : frame.isEndOfSequence() ? ExHeader.SEQUENCE_END : ExHeader.CODED_FRAMES;
    ExBody.writeHeader(
        frame.track(), AudioTagHeader.EXTENDED << 4, packetType, AudioTagHeader.MULTITRACK, out);
    if (isFlacConfig(frame)) {
      out.writeInt(FLAC_MAGIC).writeInt(STREAMINFO_HEADER);
    }
  }

  private static void writeLegacy(MediaFrame frame, ByteBuf out) {
    Track.Audio track = (Track.Audio) frame.track();
    out.writeByte(LegacySound.firstByte(track, FlvCodecs.id(track.codec()).orElseThrow()));
    if (track.codec().equals(Codec.AAC)) {
      out.writeByte(frame.isConfig() ? AudioTagHeader.AAC_SEQUENCE_HEADER : AudioTagHeader.AAC_RAW);
    }
  }

  private static boolean isLegacy(MediaFrame frame) {
    return FlvCodecs.hasLegacyId(frame.track().codec()) && frame.track().id() == 0;
  }

  private static boolean isFlacConfig(MediaFrame frame) {
    return frame.isConfig() && frame.track().codec().equals(Codec.FLAC);
  }
}
