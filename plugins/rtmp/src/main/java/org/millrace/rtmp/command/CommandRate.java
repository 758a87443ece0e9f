package org.millrace.rtmp.command;

import java.util.concurrent.TimeUnit;
import org.millrace.rtmp.RtmpProtocolException;

/** Counts commands in windows of one second. */
final class CommandRate {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int maxPerSecond;
  private long windowStart;
  private int count;

  CommandRate(int maxPerSecond) {
    this.maxPerSecond = maxPerSecond;
  }

  /** Counts a command, or throws. */
  void count(long nowNanos) {
    if (count == 0 || nowNanos - windowStart >= WINDOW_NANOS) {
      windowStart = nowNanos;
      count = 0;
    }
    if (++count > maxPerSecond) {
      throw new RtmpProtocolException(
          "commands: %d in 1 s (expected: at most maxCommandsPerSecond = %d)"
              .formatted(count, maxPerSecond));
    }
  }
}
