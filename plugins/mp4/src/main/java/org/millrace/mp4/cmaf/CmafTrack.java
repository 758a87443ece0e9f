package org.millrace.mp4.cmaf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Optional;
import org.millrace.api.media.Codec;
import org.millrace.api.media.CodecConfigException;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.OpusConfig;
import org.millrace.api.media.Track;

/**
 * One track in CMAF. Immutable; any thread. Times are the stream's own, so that tracks of one
 * stream stay in step without edit lists: the earliest presentation time of a track with B-frames
 * is that of its first picture.
 */
public final class CmafTrack {
  /** Divisible by the usual frame rates, and what players expect of video. */
  private static final int VIDEO_TIMESCALE = 90_000;

  private static final int FALLBACK_AUDIO_TIMESCALE = 48_000;

  private final Track track;
  private final SampleEntry sampleEntry;
  private final int timescale;

  private CmafTrack(Track track, SampleEntry sampleEntry) {
    this.track = track;
    this.sampleEntry = sampleEntry;
    this.timescale = timescaleOf(track);
  }

  private static int timescaleOf(Track track) {
    if (!(track instanceof Track.Audio audio)) {
      return VIDEO_TIMESCALE;
    }
    if (audio.codec().equals(Codec.OPUS)) {
      return OpusConfig.SAMPLE_RATE;
    }
    return audio.sampleRate() > 0 ? audio.sampleRate() : FALLBACK_AUDIO_TIMESCALE;
  }

  /**
   * A track, if it can be carried.
   *
   * @param track with its decoder configuration
   * @return empty for codecs that have no form in MP4 here, and while the configuration is not
   *     there or cannot be read
   */
  public static Optional<CmafTrack> of(Track track) {
    try {
      return SampleEntry.of(track).map(entry -> new CmafTrack(track, entry));
    } catch (CodecConfigException e) {
      return Optional.empty();
    }
  }

  /**
   * The track.
   *
   * @return as it was given
   */
  public Track track() {
    return track;
  }

  /**
   * The clock of the track's times on the wire.
   *
   * @return Hz: 90,000 for video, the sample rate for audio
   */
  public int timescale() {
    return timescale;
  }

  /**
   * The entry for lists of codecs.
   *
   * @return such as {@code avc1.64001f}, RFC 6381
   */
  public String codecs() {
    return sampleEntry.codecs();
  }

  /**
   * Makes the header: {@code ftyp} and {@code moov}.
   *
   * @param allocator of the buffer
   * @return ownership passes
   */
  public ByteBuf header(ByteBufAllocator allocator) {
    ByteBuf out = allocator.buffer(1024);
    new Header(track, timescale, sampleEntry).writeTo(out);
    return out;
  }

  /**
   * Makes a chunk.
   *
   * @param allocator of the buffer
   * @param sequence grows by one with each chunk of the track; begins at 1
   * @param frames of the track, no configurations, in decoding order, at least one; borrowed
   * @param end where the last one ends: the decoding time of the frame after it; ticks
   * @return ownership passes
   */
  public ByteBuf chunk(
      ByteBufAllocator allocator, long sequence, List<MediaFrame> frames, long end) {
    Chunk chunk = new Chunk(sequence, timescale, track.kind() == MediaKind.VIDEO, frames, end);
    ByteBuf out = allocator.directBuffer(chunk.length(), chunk.length());
    chunk.writeTo(out);
    return out;
  }
}
