package org.millrace.testkit.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.stresstest.media.SyntheticStream;

/**
 * A stream of grey H.264 pictures, 320 x 240, Constrained Baseline, and silent AAC, 44.1 kHz
 * stereo. It decodes, has the bitrate that is asked for, and each picture carries its number. The
 * same as {@code bin/millrace stress} publishes.
 */
public final class SyntheticSource {
  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SyntheticStream media;
  private long position;
  private long pictures;
  private long sounds;
  private boolean introduced;

  private SyntheticSource(SyntheticStream media) {
    this.media = media;
  }

  /**
   * A source at its beginning, with 25 pictures in a second, each second begun by a key frame, at
   * 200 kb/s.
   *
   * @return the source
   */
  public static SyntheticSource standard() {
    return of(200, 25, 25);
  }

  /**
   * A source at its beginning.
   *
   * @param kilobits of the pictures in a second
   * @param framesPerSecond pictures in a second
   * @param groupLength pictures from one key frame to the next
   * @return the source
   */
  public static SyntheticSource of(int kilobits, int framesPerSecond, int groupLength) {
    return new SyntheticSource(new SyntheticStream(kilobits, framesPerSecond, groupLength));
  }

  /** Takes what a source brings. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a frame, a decoder configuration or metadata.
     *
     * @param type of the FLV tag that has such a body: 8 audio, 9 video, 18 data
     * @param millis its time
     * @param body the body of an FLV tag; ownership passes
     */
    void accept(int type, long millis, ByteBuf body);
  }

  /**
   * Brings what comes next, pictures and sound in the order of their times. Metadata and decoder
   * configurations come first, once.
   *
   * @param length how much media
   * @param sink takes it
   */
  public void next(Duration length, Sink sink) {
    if (!introduced) {
      introduced = true;
      sink.accept(FlvTagType.SCRIPT_DATA, 0, media.metadata(ALLOCATOR));
      sink.accept(FlvTagType.VIDEO, 0, media.videoHeader(ALLOCATOR));
      sink.accept(FlvTagType.AUDIO, 0, media.audioHeader(ALLOCATOR));
    }
    position += length.toNanos();
    while (Math.min(media.pictureNanos(pictures), media.soundNanos(sounds)) < position) {
      if (media.pictureNanos(pictures) <= media.soundNanos(sounds)) {
        long nanos = media.pictureNanos(pictures);
        ByteBuf picture = media.picture(ALLOCATOR, pictures++, nanos);
        sink.accept(FlvTagType.VIDEO, nanos / NANOS_PER_MILLI, picture);
      } else {
        long nanos = media.soundNanos(sounds++);
        sink.accept(FlvTagType.AUDIO, nanos / NANOS_PER_MILLI, media.sound(ALLOCATOR));
      }
    }
  }
}
