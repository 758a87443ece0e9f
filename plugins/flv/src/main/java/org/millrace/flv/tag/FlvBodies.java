package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Codec;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;

/**
 * Makes tag bodies of media frames: as they came in, if they came in one, else from the neutral
 * form. Codecs of the FLV specification are written in its form, all others as Enhanced RTMP has
 * them. Stateless: the same frame always gives the same bytes.
 */
public final class FlvBodies {
  /** Name of the source form of frames that came from FLV or RTMP: the whole tag body. */
  public static final String FORMAT = "flv";

  private FlvBodies() {}

  /**
   * Whether FLV has a form for a frame.
   *
   * @param frame borrowed
   * @return false for codecs without a number or four-character code
   */
  public static boolean carries(MediaFrame frame) {
    if (source(frame) != null) {
      return true;
    }
    Track track = frame.track();
    return switch (track.kind()) {
      case VIDEO -> VideoBody.carries(frame);
      case AUDIO -> AudioBody.carries(frame);
      case DATA -> track.codec().equals(Codec.AMF0_DATA);
    };
  }

  /**
   * The tag type of a frame.
   *
   * @param frame borrowed
   * @return one of {@link FlvTagType}
   */
  public static int tagType(MediaFrame frame) {
    Codec codec = frame.track().codec();
    return switch (codec.kind()) {
      case VIDEO -> FlvTagType.VIDEO;
      case AUDIO -> FlvTagType.AUDIO;
      case DATA -> {
        if (codec.equals(FlvCodecs.VIDEO_METADATA) || codec.equals(FlvCodecs.VIDEO_SIGNAL)) {
          yield FlvTagType.VIDEO;
        }
        yield codec.equals(FlvCodecs.CHANNEL_ORDER) || codec.equals(FlvCodecs.AUDIO_SIGNAL)
            ? FlvTagType.AUDIO
            : FlvTagType.SCRIPT_DATA;
      }
    };
  }

  /**
   * The length of a frame's body.
   *
   * @param frame borrowed; FLV {@link #carries} it
   * @return bytes, exactly what {@link #writeBody} writes
   */
  public static int bodyLength(MediaFrame frame) {
    ByteBuf source = source(frame);
    if (source != null) {
      return source.readableBytes();
    }
    return frame.size()
        + switch (frame.kind()) {
          case VIDEO -> VideoBody.headerLength(frame);
          case AUDIO -> AudioBody.headerLength(frame);
          case DATA -> 0;
        };
  }

  /**
   * Writes a frame's body.
   *
   * @param frame borrowed; FLV {@link #carries} it
   * @param out borrowed; grows as needed
   */
  public static void writeBody(MediaFrame frame, ByteBuf out) {
    ByteBuf source = source(frame);
    if (source != null) {
      append(source, out);
      return;
    }
    switch (frame.kind()) {
      case VIDEO -> VideoBody.writeHeader(frame, out);
      case AUDIO -> AudioBody.writeHeader(frame, out);
      case DATA -> {
        // script data has no header
      }
    }
    append(frame.payload(), out);
  }

  private static @Nullable ByteBuf source(MediaFrame frame) {
    MediaFrame.SourceForm source = frame.source();
    return source != null && source.format().equals(FORMAT) ? source.bytes() : null;
  }

  /** Leaves the indices of the bytes alone: other threads may be reading them. */
  private static void append(ByteBuf bytes, ByteBuf out) {
    out.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
  }
}
