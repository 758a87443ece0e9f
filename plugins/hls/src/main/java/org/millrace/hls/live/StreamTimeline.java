package org.millrace.hls.live;

import java.time.Duration;
import java.time.Instant;
import org.millrace.api.media.MediaTime;

/**
 * Maps the times of frames on to a timeline that begins at 0 and runs on without holes, and to the
 * clock on the wall.
 */
final class StreamTimeline {
  /** Longer silence of all tracks together is cut out, and marked as a discontinuity. */
  static final long LONGEST_HOLE = MediaTime.of(Duration.ofSeconds(3));

  private long shift;
  private long newest;
  private Instant anchor = Instant.EPOCH;
  private long anchorTime;

  /** Whether frames of this time cannot follow those before. */
  boolean isBreak(long dts) {
    return Math.abs(dts + shift - newest) > LONGEST_HOLE;
  }

  /** Goes on at a time of the timeline with a frame's. */
  void resume(long dts, long at) {
    shift = at - dts;
    newest = at;
  }

  /** The place of a frame's time on the timeline. */
  long at(long dts) {
    long time = dts + shift;
    newest = Math.max(newest, time);
    return time;
  }

  /**
   * Says when it was that the timeline was resumed.
   *
   * @param ago ticks between that time and the newest frame, which has come just now
   */
  void anchor(long ago, Instant now) {
    Instant resumed = now.minus(MediaTime.toDuration(ago));
    // Dates never run back, even if the publisher had sent faster than time passes.
    anchor = resumed.isBefore(wall(newest)) ? wall(newest) : resumed;
    anchorTime = newest;
  }

  Instant wall(long time) {
    return anchor.plus(MediaTime.toDuration(time - anchorTime));
  }
}
