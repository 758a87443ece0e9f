package org.millrace.flv.tag;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.flv.tag.TagHeader.Content;

/**
 * Makes media frames of the tag bodies of one source. Knows the source's tracks; to be used by one
 * thread at a time.
 *
 * <p>Every frame keeps its body as {@link FlvBodies#FORMAT} source form. Codecs, packet types and
 * tracks that are not known are passed on in it without being understood: what has a four-character
 * code becomes a track of a codec of that name, several tracks in one tag become one track, and
 * what is no media becomes data. Only what ends within its own header is refused.
 *
 * <p>Beside audio and video there are data tracks: 0 carries script data, the others what belongs
 * to audio and video tags but is no decoder configuration.
 */
public final class FlvDemuxer {
  private static final int STRING_MARKER = 0x02;
  private static final String METADATA = "onMetaData";

  private final SourceTracks tracks = new SourceTracks();

  /**
   * Makes the frame of a tag.
   *
   * @param tagType one of {@link FlvTagType}
   * @param dtsTicks decoding time in ticks of {@link MediaTime}
   * @param body the tag's data; ownership passes to the demuxer
   * @return the frame, to be released by the caller; null if there is nothing to pass on: an empty
   *     body (old encoders mark silence so) or another tag type
   * @throws FlvException if the body ends within its header; it is released
   */
  public @Nullable MediaFrame frame(int tagType, long dtsTicks, ByteBuf body) {
    boolean passed = false;
    try {
      MediaFrame frame = body.isReadable() ? make(tagType, dtsTicks, body) : null;
      passed = frame != null;
      return frame;
    } finally {
      if (!passed) {
        body.release();
      }
    }
  }

  private @Nullable MediaFrame make(int tagType, long dts, ByteBuf body) {
    return switch (tagType) {
      case FlvTagType.AUDIO -> media(AudioTagHeader.read(body), dts, body);
      case FlvTagType.VIDEO -> media(VideoTagHeader.read(body), dts, body);
      case FlvTagType.SCRIPT_DATA -> scriptData(dts, body);
      default -> null;
    };
  }

  private MediaFrame media(TagHeader header, long tagDts, ByteBuf body) {
    long dts = tagDts + header.nanos() * MediaTime.TICKS_PER_MILLI / 1_000_000;
    long pts = dts + MediaTime.ofMillis(header.compositionMillis());
    int payloadOffset = header.length();
    Track track;
    int flags = header.flags() | contentFlags(header.content());
    if (header.content() == Content.CONFIG) {
      payloadOffset = SourceTracks.configOffset(header, body);
      track = tracks.configured(header, body, payloadOffset);
    } else {
      track = tracks.of(header, body);
      if (header.content() == Content.END) {
        payloadOffset = body.readableBytes();
      }
    }
    return MediaFrame.ofSource(track, dts, pts, flags, FlvBodies.FORMAT, body, payloadOffset);
  }

  private static int contentFlags(Content content) {
    return switch (content) {
      case CONFIG, METADATA -> MediaFrame.CONFIG;
      case END -> MediaFrame.END_OF_SEQUENCE;
      case FRAME, SIGNAL -> 0;
    };
  }

  private MediaFrame scriptData(long dts, ByteBuf body) {
    int flags = isMetadata(body) ? MediaFrame.CONFIG : 0;
    return MediaFrame.ofSource(tracks.scriptData(), dts, dts, flags, FlvBodies.FORMAT, body, 0);
  }

  /** Whether the first value is the string {@code onMetaData}. */
  private static boolean isMetadata(ByteBuf body) {
    int start = body.readerIndex();
    int nameLength = METADATA.length();
    return body.readableBytes() >= 3 + nameLength
        && body.getByte(start) == STRING_MARKER
        && body.getUnsignedShort(start + 1) == nameLength
        && body.toString(start + 3, nameLength, StandardCharsets.UTF_8).equals(METADATA);
  }
}
