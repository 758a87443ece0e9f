package org.millrace.server.watchdog;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks each event loop for a sign of life, and says which plugin's code runs on one that gives
 * none, with its stack. It can do no more: what blocks a thread of Java cannot be ended from
 * outside.
 *
 * <p>Used by one thread.
 */
public final class LoopWatchdog {
  /** An event loop is asked that often within the limit. */
  private static final int LOOKS = 4;

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

  private final List<LoopPulse> pulses = new ArrayList<>();
  private final Duration interval;
  private long lastLook;

  /**
   * A watchdog.
   *
   * @param loops that are to answer; each has been started and has one thread
   * @param limit how long they may take
   * @param code knows whose code it is that runs
   */
  public LoopWatchdog(Iterable<EventExecutor> loops, Duration limit, PluginCode code) {
    Duration part = limit.dividedBy(LOOKS);
    this.interval = part.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : part;
    loops.forEach(loop -> pulses.add(new LoopPulse((SingleThreadEventExecutor) loop, code, limit)));
    this.lastLook = System.nanoTime();
  }

  /**
   * How often {@link #look} is to be called.
   *
   * @return a part of the limit
   */
  public Duration interval() {
    return interval;
  }

  /** Looks at all loops. If this comes far too late, the whole process stood still, and no loop. */
  public void look() {
    long now = System.nanoTime();
    boolean late = now - lastLook > 2 * interval.toNanos();
    lastLook = now;
    if (!late) {
      pulses.forEach(pulse -> pulse.check(now));
    }
  }
}
