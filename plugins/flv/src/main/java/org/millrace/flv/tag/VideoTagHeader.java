package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.flv.tag.TagHeader.Content;

/** Reads the header of a video tag: FLV section E.4.3.1, Enhanced RTMP v2 "Enhanced Video". */
final class VideoTagHeader {
  /** The bit of the first byte that says that an extended header follows. */
  static final int EXTENDED = 0x80;

  static final int KEY_FRAME = 1;
  static final int INTER_FRAME = 2;
  static final int DISPOSABLE_INTER_FRAME = 3;
  private static final int GENERATED_KEY_FRAME = 4;
  private static final int COMMAND = 5;

  static final int CODED_FRAMES_X = 3;
  private static final int METADATA = 4;
  private static final int MPEG2_TS_SEQUENCE_START = 5;
  static final int MULTITRACK = 6;

  private static final int AVC_SEQUENCE_HEADER = 0;
  private static final int AVC_NALU = 1;
  private static final int AVC_END_OF_SEQUENCE = 2;

  private final TagInput in;
  private final int frameType;

  private VideoTagHeader(TagInput in, int frameType) {
    this.in = in;
    this.frameType = frameType;
  }

  /**
   * Reads a header.
   *
   * @param body borrowed; not empty
   * @throws FlvException if it ends within the header
   */
  static TagHeader read(ByteBuf body) {
    TagInput in = new TagInput("video tag", body);
    int first = in.unsignedByte();
    VideoTagHeader header = new VideoTagHeader(in, first >> 4 & 0b111);
    return (first & EXTENDED) == 0
        ? header.legacy(first & 0x0F)
        : header.extended(ExHeader.read(in, first & 0x0F, MULTITRACK));
  }

  private TagHeader legacy(int codecId) {
    if (frameType == COMMAND) {
      return TagHeader.signal(FlvCodecs.VIDEO_SIGNAL);
    }
    Codec codec = FlvCodecs.videoOfId(codecId);
    return FlvCodecs.hasCompositionTime(codec) ? avc(codec) : header(Content.FRAME, codec, 0, 0, 0);
  }

  private TagHeader avc(Codec codec) {
    int packetType = in.unsignedByte();
    // Some encoders end the sequence without a composition time.
    int composition = packetType == AVC_END_OF_SEQUENCE && in.atEnd() ? 0 : in.signedMedium();
    return switch (packetType) {
      case AVC_SEQUENCE_HEADER -> header(Content.CONFIG, codec, 0, 0, 0);
      case AVC_NALU -> header(Content.FRAME, codec, 0, composition, 0);
      case AVC_END_OF_SEQUENCE -> header(Content.END, codec, 0, 0, 0);
      default -> TagHeader.signal(FlvCodecs.VIDEO_SIGNAL);
    };
  }

  private TagHeader extended(ExHeader ex) {
    if (frameType == COMMAND && ex.packetType() != METADATA) {
      return TagHeader.signal(FlvCodecs.VIDEO_SIGNAL);
    }
    if (ex.severalTracks()) {
      return severalTracks(ex);
    }
    Codec codec = FlvCodecs.ofFourCc(MediaKind.VIDEO, ex.fourCc());
    return switch (ex.packetType()) {
      case ExHeader.SEQUENCE_START, MPEG2_TS_SEQUENCE_START ->
          header(Content.CONFIG, codec, ex.trackId(), 0, ex.nanos());
      case ExHeader.CODED_FRAMES -> {
        int composition = FlvCodecs.hasCompositionTime(codec) ? in.signedMedium() : 0;
        yield header(Content.FRAME, codec, ex.trackId(), composition, ex.nanos());
      }
      case CODED_FRAMES_X -> header(Content.FRAME, codec, ex.trackId(), 0, ex.nanos());
      case ExHeader.SEQUENCE_END -> header(Content.END, codec, ex.trackId(), 0, ex.nanos());
      case METADATA ->
          header(Content.METADATA, FlvCodecs.VIDEO_METADATA, ex.trackId(), 0, ex.nanos());
      default -> TagHeader.signal(FlvCodecs.VIDEO_SIGNAL);
    };
  }

  /** Passed on whole, as a track of its own. */
  private TagHeader severalTracks(ExHeader ex) {
    Codec codec = FlvCodecs.VIDEO_MULTITRACK;
    int flags = frameFlags();
    return switch (ex.packetType()) {
      case ExHeader.SEQUENCE_START, MPEG2_TS_SEQUENCE_START ->
          new TagHeader(Content.CONFIG, codec, 0, 0, 0, ex.nanos(), 0);
      case ExHeader.CODED_FRAMES, CODED_FRAMES_X ->
          new TagHeader(Content.FRAME, codec, 0, flags, 0, ex.nanos(), 0);
      default -> TagHeader.signal(FlvCodecs.VIDEO_SIGNAL);
    };
  }

  private TagHeader header(
      Content content, Codec codec, int trackId, int compositionMillis, int nanos) {
    int flags = content == Content.FRAME ? frameFlags() : 0;
    return new TagHeader(content, codec, trackId, flags, compositionMillis, nanos, in.position());
  }

  private int frameFlags() {
    return switch (frameType) {
      case KEY_FRAME, GENERATED_KEY_FRAME -> MediaFrame.KEY;
      case DISPOSABLE_INTER_FRAME -> MediaFrame.DISCARDABLE;
      default -> 0;
    };
  }
}
