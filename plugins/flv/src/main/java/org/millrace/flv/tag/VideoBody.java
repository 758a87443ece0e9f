package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;

/** Headers of video tags for frames of any source; the reverse of {@link VideoTagHeader}. */
final class VideoBody {
  private static final int COMPOSITION_LENGTH = 3;
  private static final int AVC_HEADER_LENGTH = 5;

  private VideoBody() {}

  static boolean carries(MediaFrame frame) {
    Codec codec = frame.track().codec();
    if (isLegacy(frame)) {
      boolean selfContained = !codec.equals(Codec.H264);
      return !(selfContained && (frame.isConfig() || frame.isEndOfSequence()));
    }
    return FlvCodecs.hasFourCc(codec) && frame.track().id() <= ExBody.MAX_TRACK_ID;
  }

  static int headerLength(MediaFrame frame) {
    if (isLegacy(frame)) {
      return frame.track().codec().equals(Codec.H264) ? AVC_HEADER_LENGTH : 1;
    }
    int composition =
        packetType(frame) == ExHeader.CODED_FRAMES
                && FlvCodecs.hasCompositionTime(frame.track().codec())
            ? COMPOSITION_LENGTH
            : 0;
    return ExBody.headerLength(frame.track()) + composition;
  }

  static void writeHeader(MediaFrame frame, ByteBuf out) {
    Codec codec = frame.track().codec();
    if (isLegacy(frame)) {
      writeLegacy(frame, out);
      return;
    }
    int packetType = packetType(frame);
    int frameBits = VideoTagHeader.EXTENDED | frameType(frame) << 4;
    ExBody.writeHeader(frame.track(), frameBits, packetType, VideoTagHeader.MULTITRACK, out);
    if (packetType == ExHeader.CODED_FRAMES && FlvCodecs.hasCompositionTime(codec)) {
      out.writeMedium(compositionMillis(frame));
    }
  }

  private static void writeLegacy(MediaFrame frame, ByteBuf out) {
    Codec codec = frame.track().codec();
    out.writeByte(frameType(frame) << 4 | FlvCodecs.id(codec).orElseThrow());
    if (codec.equals(Codec.H264)) {
      boolean media = !frame.isConfig() && !frame.isEndOfSequence();
      int packetType = frame.isConfig() ? 0 : media ? 1 : 2;
      out.writeByte(packetType).writeMedium(media ? compositionMillis(frame) : 0);
    }
  }

  private static boolean isLegacy(MediaFrame frame) {
    return FlvCodecs.hasLegacyId(frame.track().codec()) && frame.track().id() == 0;
  }

  /** Coded frames without a composition time have a shorter form. */
  private static int packetType(MediaFrame frame) {
    if (frame.isConfig()) {
      return ExHeader.SEQUENCE_START;
    } else if (frame.isEndOfSequence()) {
      return ExHeader.SEQUENCE_END;
    }
    boolean shorter =
        FlvCodecs.hasCompositionTime(frame.track().codec()) && compositionMillis(frame) == 0;
    return shorter ? VideoTagHeader.CODED_FRAMES_X : ExHeader.CODED_FRAMES;
  }

  private static int frameType(MediaFrame frame) {
    if (frame.isKey() || frame.isConfig() || frame.isEndOfSequence()) {
      return VideoTagHeader.KEY_FRAME;
    }
    return frame.isDiscardable()
        ? VideoTagHeader.DISPOSABLE_INTER_FRAME
        : VideoTagHeader.INTER_FRAME;
  }

  /** Difference of what the two times are in whole milliseconds; 24 bits, signed. */
  private static int compositionMillis(MediaFrame frame) {
    long millis = MediaTime.toMillis(frame.pts()) - MediaTime.toMillis(frame.dts());
    return (int) Math.max(-0x80_0000, Math.min(0x7F_FFFF, millis));
  }
}
