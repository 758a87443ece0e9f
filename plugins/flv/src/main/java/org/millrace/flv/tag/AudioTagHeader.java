package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaKind;
import org.millrace.flv.tag.TagHeader.Content;

/** Reads the header of an audio tag: FLV section E.4.2.1, Enhanced RTMP v2 "Enhanced Audio". */
final class AudioTagHeader {
  /** The sound format that says that an extended header follows. */
  static final int EXTENDED = 9;

  private static final int MULTICHANNEL_CONFIG = 4;
  static final int MULTITRACK = 5;

  static final int AAC_SEQUENCE_HEADER = 0;
  static final int AAC_RAW = 1;

  private AudioTagHeader() {}

  /**
   * Reads a header.
   *
   * @param body borrowed; not empty
   * @throws FlvException if it ends within the header
   */
  static TagHeader read(ByteBuf body) {
    TagInput in = new TagInput("audio tag", body);
    int first = in.unsignedByte();
    int soundFormat = first >> 4;
    if (soundFormat == EXTENDED) {
      return extended(in, ExHeader.read(in, first & 0x0F, MULTITRACK));
    }
    return soundFormat == FlvCodecs.AUDIO_AAC
        ? aac(in)
        : header(Content.FRAME, FlvCodecs.audioOfId(soundFormat), in);
  }

  private static TagHeader aac(TagInput in) {
    return switch (in.unsignedByte()) {
      case AAC_SEQUENCE_HEADER -> header(Content.CONFIG, Codec.AAC, in);
      case AAC_RAW -> header(Content.FRAME, Codec.AAC, in);
      default -> TagHeader.signal(FlvCodecs.AUDIO_SIGNAL);
    };
  }

  private static TagHeader extended(TagInput in, ExHeader ex) {
    if (ex.severalTracks()) {
      return severalTracks(ex);
    }
    Codec codec = FlvCodecs.ofFourCc(MediaKind.AUDIO, ex.fourCc());
    return switch (ex.packetType()) {
      case ExHeader.SEQUENCE_START -> header(Content.CONFIG, codec, ex, in);
      case ExHeader.CODED_FRAMES -> header(Content.FRAME, codec, ex, in);
      case ExHeader.SEQUENCE_END -> header(Content.END, codec, ex, in);
      case MULTICHANNEL_CONFIG -> header(Content.METADATA, FlvCodecs.CHANNEL_ORDER, ex, in);
      default -> TagHeader.signal(FlvCodecs.AUDIO_SIGNAL);
    };
  }

  /** Passed on whole, as a track of its own. */
  private static TagHeader severalTracks(ExHeader ex) {
    Codec codec = FlvCodecs.AUDIO_MULTITRACK;
    return switch (ex.packetType()) {
      case ExHeader.SEQUENCE_START -> new TagHeader(Content.CONFIG, codec, 0, 0, 0, ex.nanos(), 0);
      case ExHeader.CODED_FRAMES -> new TagHeader(Content.FRAME, codec, 0, 0, 0, ex.nanos(), 0);
      default -> TagHeader.signal(FlvCodecs.AUDIO_SIGNAL);
    };
  }

  private static TagHeader header(Content content, Codec codec, TagInput in) {
    return new TagHeader(content, codec, 0, 0, 0, 0, in.position());
  }

  private static TagHeader header(Content content, Codec codec, ExHeader ex, TagInput in) {
    return new TagHeader(content, codec, ex.trackId(), 0, 0, ex.nanos(), in.position());
  }
}
