package org.millrace.httpflv.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.api.stream.Subscription;
import org.millrace.flv.file.FlvFileHeader;
import org.millrace.flv.tag.FlvTagHeader;
import org.millrace.http.RawFraming;
import org.millrace.http.live.LiveForm;

/** One viewer's stream as FLV: the file's header, then tags that all viewers share. */
public final class FlvForm implements LiveForm {
  private static final int HEADER_BYTES = FlvFileHeader.LENGTH + FlvTagHeader.TRAILER_LENGTH;

  private final FlvTagEncoder encoder;
  private boolean hasHeader;

  /**
   * The form for one viewer.
   *
   * @param framing around the file's header, and around each tag
   */
  public FlvForm(RawFraming framing) {
    encoder = new FlvTagEncoder(framing);
  }

  @Override
  public String contentType() {
    return "video/x-flv";
  }

  @Override
  public @Nullable ByteBuf poll(Subscription from, int maxBytes) {
    ByteBuf tags = from.poll(encoder, maxBytes);
    if (hasHeader || tags == null) {
      return tags;
    }
    hasHeader = true;
    return Unpooled.wrappedBuffer(header(from.stream().tracks()), tags);
  }

  /** The flags tell what there is now: players wait in vain for sound that is only said to be. */
  private ByteBuf header(List<Track> tracks) {
    RawFraming framing = encoder.framing();
    ByteBuf out = Unpooled.directBuffer(framing.framedBytes(HEADER_BYTES));
    framing.writeHeader(out, HEADER_BYTES);
    FlvFileHeader.write(has(tracks, MediaKind.AUDIO), has(tracks, MediaKind.VIDEO), out);
    framing.writeTrailer(out);
    return out;
  }

  private static boolean has(List<Track> tracks, MediaKind kind) {
    return tracks.stream().anyMatch(track -> track.kind() == kind);
  }
}
