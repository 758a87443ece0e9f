package org.millrace.stresstest.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Opens connections at a rate: all of them at first, later those that are to be opened again. */
final class Ramp {
  private static final long TICK_MILLIS = 5;

  /** A rate that a busy machine did not reach is not made up for beyond this. */
  private static final long MAX_ARREARS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int count;
  private final long intervalNanos;
  private final IntConsumer opener;
  private final Queue<Integer> again = new ConcurrentLinkedQueue<>();
  private int next;
  private long dueNanos;
  private @Nullable ScheduledFuture<?> ticks;

  /**
   * A ramp.
   *
   * @param opener opens a connection by its number, 0 to count - 1, without blocking
   */
  Ramp(int count, int perSecond, IntConsumer opener) {
    this.count = count;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.opener = opener;
  }

  synchronized void start(ScheduledExecutorService scheduler) {
    dueNanos = System.nanoTime();
    ticks = scheduler.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  /** Any thread. */
  void openAgain(int index) {
    again.add(index);
  }

  private void tick() {
    long now = System.nanoTime();
    dueNanos = Math.max(dueNanos, now - MAX_ARREARS_NANOS);
    while (dueNanos <= now) {
      Integer index = next < count ? Integer.valueOf(next++) : again.poll();
      if (index == null) {
        return;
      }
      dueNanos += intervalNanos;
      opener.accept(index);
    }
  }
}
