package org.millrace.http.connection;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A point in time by which something must have happened. Moving it away costs one field: the timer
 * that is under way finds out when it fires, and is started again for the rest.
 */
final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final ChannelHandlerContext context;
  private final Runnable onMissed;
  private long deadline = NEVER;
  private long timerAt = NEVER;
  private @Nullable Future<?> timer;

  Deadline(ChannelHandlerContext context, Runnable onMissed) {
    this.context = context;
    this.onMissed = onMissed;
  }

  private long now() {
    return context.executor().ticker().nanoTime();
  }

  /** Must happen within this time from now. */
  void within(Duration time) {
    deadline = now() + time.toNanos();
    if (timer == null || deadline < timerAt) {
      startTimer(time.toNanos());
    }
  }

  /** Need not happen. */
  void never() {
    deadline = NEVER;
  }

  private void startTimer(long nanos) {
    stopTimer();
    timerAt = now() + nanos;
    timer = context.executor().schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }

  private void fire() {
    timer = null;
    if (deadline == NEVER) {
      return;
    }
    long left = deadline - now();
    if (left > 0) {
      startTimer(left);
    } else {
      deadline = NEVER;
      onMissed.run();
    }
  }

  /** Nothing happens any more. */
  void stop() {
    never();
    stopTimer();
  }
}
