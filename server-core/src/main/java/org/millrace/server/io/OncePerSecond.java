package org.millrace.server.io;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps what happens often from filling the log. Safe for use by any thread. */
final class OncePerSecond {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong times = new AtomicLong();

  OncePerSecond(LongSupplier nanos) {
    this.nanos = nanos;
    next = new AtomicLong(nanos.getAsLong());
  }

  /**
   * It has happened.
   *
   * @param report called with how often it has happened since the last report, if that is a second
   *     ago
   */
  void happened(LongConsumer report) {
    times.incrementAndGet();
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + SECOND)) {
      report.accept(times.getAndSet(0));
    }
  }
}
