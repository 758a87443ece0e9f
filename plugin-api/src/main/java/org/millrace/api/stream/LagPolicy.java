package org.millrace.api.stream;

import java.time.Duration;
import org.millrace.api.contract.Experimental;

/**
 * How far a subscriber may fall behind the newest frame. One that falls further jumps to the newest
 * key frame; what it missed is counted in {@link SubscriptionStatistics}.
 *
 * @param maxLag media time; the jump is made when the subscriber is next served
 * @param maxStall wall-clock time after which a subscriber that has taken nothing, though frames
 *     were there, is closed with {@link CloseReason#TOO_SLOW}; zero means never
 */
@Experimental(since = "0.9.0", until = "HTTP and RTSP use it")
public record LagPolicy(Duration maxLag, Duration maxStall) {
  public LagPolicy {
    if (maxLag.isNegative() || maxLag.isZero()) {
      throw new IllegalArgumentException("maxLag: " + maxLag + " (expected: more than zero)");
    }
    if (maxStall.isNegative()) {
      throw new IllegalArgumentException("maxStall: " + maxStall + " (expected: zero or more)");
    }
  }
}
