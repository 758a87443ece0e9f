package org.millrace.tracing.collector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Logger;

/** Counts spans that wait, are sent, and are lost; says so once when it begins and when it ends. */
final class SpanTally {
  private final int limit;
  private final Logger log;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean losing = new AtomicBoolean();

  SpanTally(int limit, Logger log) {
    this.limit = limit;
    this.log = log;
  }

  /** Whether one more may wait. */
  boolean admit() {
    if (waiting.incrementAndGet() <= limit) {
      return true;
    }
    lost(1, limit + " wait already (queueSize)");
    return false;
  }

  /** Some of those that waited are with the collector. */
  void sent(int count) {
    waiting.addAndGet(-count);
    sent.addAndGet(count);
    if (losing.compareAndSet(true, false)) {
      log.info("spans are sent again; {} have been dropped up to now", lost.get());
    }
  }

  /** Some of those that waited are gone. */
  void lost(int count, String reason) {
    waiting.addAndGet(-count);
    lost.addAndGet(count);
    if (losing.compareAndSet(false, true)) {
      log.warn("spans are dropped: {}", reason);
    }
  }

  /** There will be no more; what waits still is lost. */
  void end() {
    log.info("{} spans were sent, {} dropped", sent.get(), lost.get() + waiting.get());
  }
}
