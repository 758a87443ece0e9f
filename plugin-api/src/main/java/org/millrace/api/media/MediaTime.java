package org.millrace.api.media;

import java.time.Duration;
import org.millrace.api.contract.Stable;

/**
 * The one time base of the media model: a signed 64-bit count of <em>ticks</em>, 705,600,000 in a
 * second.
 *
 * <p>The tick is chosen so that one period of every clock in use is a whole number of ticks: 1 kHz
 * (RTMP, FLV), 90 kHz (RTP video, MPEG-TS) and the audio rates 8, 11.025, 16, 22.05, 24, 32, 44.1,
 * 48, 88.2, 96 and 192 kHz. Converting from such a clock and back is therefore exact, and time
 * never drifts. The range is over 400 years; 32-bit time exists on the wire alone.
 */
@Stable(since = "0.9.0")
public final class MediaTime {
  /** Ticks in one second. */
  public static final long TICKS_PER_SECOND = 705_600_000L;

  /** Ticks in one millisecond. */
  public static final long TICKS_PER_MILLI = TICKS_PER_SECOND / 1_000;

  private MediaTime() {}

  /**
   * Ticks of a time in milliseconds; exact.
   *
   * @param millis milliseconds, may be negative
   * @return ticks
   */
  public static long ofMillis(long millis) {
    return millis * TICKS_PER_MILLI;
  }

  /**
   * Whole milliseconds of a time, rounded down.
   *
   * @param ticks a time in ticks, may be negative
   * @return milliseconds
   */
  public static long toMillis(long ticks) {
    return Math.floorDiv(ticks, TICKS_PER_MILLI);
  }

  /**
   * Ticks of a time counted by another clock; exact where the clock's period is a whole number of
   * ticks, else rounded down.
   *
   * @param count periods of the other clock, may be negative
   * @param clockRate the other clock's rate in Hz, positive
   * @return ticks
   */
  public static long of(long count, long clockRate) {
    long seconds = Math.floorDiv(count, clockRate);
    long rest = Math.floorMod(count, clockRate);
    return seconds * TICKS_PER_SECOND + rest * TICKS_PER_SECOND / clockRate;
  }

  /**
   * Periods of another clock in a time, rounded down.
   *
   * @param ticks a time in ticks, may be negative
   * @param clockRate the other clock's rate in Hz, positive
   * @return periods of the other clock
   */
  public static long to(long ticks, long clockRate) {
    long seconds = Math.floorDiv(ticks, TICKS_PER_SECOND);
    long rest = Math.floorMod(ticks, TICKS_PER_SECOND);
    return seconds * clockRate + rest * clockRate / TICKS_PER_SECOND;
  }

  /**
   * Ticks of a duration, rounded down to a whole tick.
   *
   * @param duration any duration below 400 years
   * @return ticks
   */
  public static long of(Duration duration) {
    return duration.getSeconds() * TICKS_PER_SECOND
        + duration.getNano() * TICKS_PER_MILLI / 1_000_000;
  }

  /**
   * The duration of a span of ticks, rounded down to a whole nanosecond.
   *
   * @param ticks a span in ticks, may be negative
   * @return the duration
   */
  public static Duration toDuration(long ticks) {
    long seconds = Math.floorDiv(ticks, TICKS_PER_SECOND);
    long rest = Math.floorMod(ticks, TICKS_PER_SECOND);
    return Duration.ofSeconds(seconds, rest * 1_000_000 / TICKS_PER_MILLI);
  }
}
