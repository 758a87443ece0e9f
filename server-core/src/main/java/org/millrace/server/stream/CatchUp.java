package org.millrace.server.stream;

import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;

/**
 * How a subscriber with {@link org.millrace.api.stream.StartMode#CATCHUP} reads the group that is
 * there when it starts: the times of all pictures but the newest are squeezed towards the time of
 * that one, which is the <em>edge</em>.
 *
 * <p>Times before the edge lose all but one part in {@code factor} of their distance to it and are
 * rounded down to milliseconds, the clock of RTMP and FLV; times from the edge on stay. That is one
 * monotone function of time, so decoding times do not go back, not at the edge either, pictures
 * keep their order of presentation, and none is presented before it is decoded.
 *
 * <p>Sound is left out. Players take the clock from the sound, and play each sample: with the sound
 * of the group they would be as late as with {@link org.millrace.api.stream.StartMode#GOP},
 * whatever its times say; sound of a tenth of its length would stutter.
 */
final class CatchUp {
  /** Players of millisecond clocks want decoding times that differ. */
  private static final long STEP = MediaTime.TICKS_PER_MILLI;

  /** The squeezed group is no longer, even if times get equal by that. */
  private static final long MAX_LENGTH = MediaTime.ofMillis(1_000);

  private final long end;
  private final long edge;
  private final long factor;

  private CatchUp(long end, long edge, long factor) {
    this.end = end;
    this.edge = edge;
    this.factor = factor;
  }

  /**
   * Squeezes what is there.
   *
   * @param ring holds the frames
   * @param start the place of the first one, at which a subscriber can start
   * @param end the place behind the last one
   * @return null if there is nothing to squeeze
   */
  static @Nullable CatchUp from(FrameRing ring, long start, long end) {
    MediaFrame first = ring.at(start).frame();
    if (first.kind() != MediaKind.VIDEO) {
      return null;
    }
    long edge = first.dts();
    long shortest = Long.MAX_VALUE;
    for (long place = start + 1; place < end; place++) {
      MediaFrame frame = ring.at(place).frame();
      if (frame.kind() == MediaKind.VIDEO
          && frame.track().id() == first.track().id()
          && !frame.isConfig()
          && frame.dts() > edge) {
        shortest = Math.min(shortest, frame.dts() - edge);
        edge = frame.dts();
      }
    }
    if (edge == first.dts()) {
      return null;
    }
    long atMost = Math.floorDiv(edge - first.dts() + MAX_LENGTH - 1, MAX_LENGTH);
    return new CatchUp(end, edge, Math.max(shortest / STEP, atMost));
  }

  /** Whether a place is among those that are squeezed. */
  boolean covers(long place) {
    return place < end;
  }

  /**
   * A frame of the group as the subscriber gets it.
   *
   * @param frame borrowed
   * @return shares its count; null if it is left out
   */
  @Nullable MediaFrame squeeze(MediaFrame frame) {
    boolean sound = frame.kind() == MediaKind.AUDIO;
    if (sound && !frame.isConfig() && !frame.isEndOfSequence()) {
      return null;
    }
    return frame.at(squeeze(frame.dts()), squeeze(frame.pts()));
  }

  /** A time of the group as the subscriber gets it, in ticks. */
  long squeeze(long time) {
    if (time >= edge) {
      return time;
    }
    return MediaTime.ofMillis(MediaTime.toMillis(edge - (edge - time) / factor));
  }
}
