package org.millrace.server.stream;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;

/**
 * Maps the times of a publisher on to a continuous timeline that never goes back within a track.
 *
 * <p>Times that run on are passed on unchanged, or with one offset added. A publisher whose clock
 * jumps (a file that starts again, an encoder that was reset, 32-bit time that wraps) gets another
 * offset, such that its next frame follows the newest one. All tracks share the offset, so that
 * sound and picture stay together. But around a jump they do not change over at the same frame: for
 * a while a track whose times simply run on keeps the offset that it has.
 *
 * <p>Configurations and data do not move the timeline: many sources give them time 0 in mid-stream.
 */
final class Timeline {
  /** There is no such time. */
  static final long NONE = Long.MIN_VALUE;

  /** A track that goes back by less is held in place; by more, it has jumped. */
  private static final long JITTER = MediaTime.ofMillis(250);

  /** How far the tracks of a source may be apart before the one behind counts as having jumped. */
  private static final long SKEW = MediaTime.ofMillis(5_000);

  /** Time may run ahead of the clock on the wall by this much before it counts as a jump. */
  private static final long LEAP = MediaTime.ofMillis(5_000);

  /** For how long after a jump a track may keep its offset. */
  private static final long STRAGGLE = MediaTime.ofMillis(2_000);

  /** The step over a jump where no frame duration is known yet. */
  private static final long DEFAULT_STEP = MediaTime.ofMillis(20);

  /** Longer pauses are not taken for a frame duration. */
  private static final long MAX_STEP = MediaTime.ofMillis(500);

  private final LongSupplier silence;
  private long newest;

  /** The newest time that was given to a configuration or data. */
  private long newestBeside = NONE;

  private boolean started;
  private long offset;
  private long jumpedAt;
  private long jumps;
  private TrackTime[] tracks = new TrackTime[2];
  private int trackCount;

  /** What is known of one track. */
  private static final class TrackTime {
    private final MediaKind kind;
    private final int id;
    private long newest = NONE;
    private long offset;
    private long step = DEFAULT_STEP;

    private TrackTime(MediaKind kind, int id) {
      this.kind = kind;
      this.id = id;
    }
  }

  /**
   * A timeline.
   *
   * @param predecessorEnd the newest time of the publication that this one goes on from, in ticks;
   *     {@link #NONE} if times shall be passed on as they come
   * @param silence tells how many ticks of wall-clock time have passed since something was written;
   *     asked for only where a jump is suspected
   */
  Timeline(long predecessorEnd, LongSupplier silence) {
    this.newest = predecessorEnd;
    this.silence = silence;
  }

  /**
   * Maps the next frame.
   *
   * @param frame borrowed
   * @return its decoding time on the timeline, in ticks
   */
  long map(MediaFrame frame) {
    return frame.isConfig() || frame.kind() == MediaKind.DATA
        ? beside(frame.dts())
        : advance(frame.dts(), track(frame));
  }

  /**
   * Where a successor goes on from, so that nobody sees time go back: a configuration may stand
   * ahead of the newest sound and picture, by {@link #LEAP} at the most.
   *
   * @return {@link #NONE} if no time was given out
   */
  long end() {
    return Math.max(newest, newestBeside);
  }

  /** How many jumps were mapped away. */
  long jumps() {
    return jumps;
  }

  private long beside(long time) {
    if (newest == NONE) {
      return time;
    }
    long mapped = time + offset;
    if (!started || mapped < newest - SKEW || mapped > newest + LEAP) {
      return newest;
    }
    newestBeside = Math.max(newestBeside, mapped);
    return mapped;
  }

  private long advance(long time, TrackTime track) {
    if (!started) {
      started = true;
      offset = newest == NONE ? 0 : newest + track.step - time;
    }
    if (!straggles(time, track)) {
      track.offset = offset;
    }
    if (!fits(time + track.offset, track)) {
      jump(time, track);
    }
    return place(time + track.offset, track);
  }

  /** Whether the others have jumped, and this track runs on as before. */
  private boolean straggles(long time, TrackTime track) {
    if (track.offset == offset || track.newest == NONE || newest - jumpedAt > STRAGGLE) {
      return false;
    }
    long ahead = time + track.offset - track.newest;
    return ahead >= -JITTER && ahead <= MAX_STEP;
  }

  private boolean fits(long mapped, TrackTime track) {
    if (newest == NONE) {
      return true;
    }
    long earliest = track.newest == NONE ? newest - SKEW : track.newest - JITTER;
    return mapped >= earliest
        && (mapped <= newest + LEAP || mapped <= newest + LEAP + silence.getAsLong());
  }

  private void jump(long time, TrackTime track) {
    jumps++;
    long next = track.newest == NONE ? newest : Math.max(newest, track.newest + track.step);
    offset = next - time;
    track.offset = offset;
    jumpedAt = next;
  }

  private long place(long mapped, TrackTime track) {
    long placed = track.newest == NONE ? mapped : Math.max(mapped, track.newest);
    if (track.newest != NONE && placed > track.newest) {
      track.step = Math.min(placed - track.newest, MAX_STEP);
    }
    track.newest = placed;
    newest = newest == NONE ? placed : Math.max(newest, placed);
    return placed;
  }

  private TrackTime track(MediaFrame frame) {
    int id = frame.track().id();
    MediaKind kind = frame.kind();
    for (int i = 0; i < trackCount; i++) {
      TrackTime track = tracks[i];
      if (track.id == id && track.kind == kind) {
        return track;
      }
    }
    return add(new TrackTime(kind, id));
  }

  private TrackTime add(TrackTime track) {
    if (trackCount == tracks.length) {
      tracks = Arrays.copyOf(tracks, trackCount * 2);
    }
    tracks[trackCount++] = track;
    return track;
  }
}
