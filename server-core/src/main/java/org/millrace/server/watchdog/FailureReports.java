package org.millrace.server.watchdog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What plugins' code throws, with the plugin's name: the first failures of each in a while with
 * their stacks, of the others the number. So a plugin that throws everywhere is told of, and does
 * not fill the log. Safe for use by any thread.
 */
public final class FailureReports {
  private static final Logger LOG = LogManager.getLogger(FailureReports.class);

  /** Of each, that many stacks are written in a period. */
  private static final int SHOWN = 3;

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private final long since;
    private int shown;
    private int withheld;

    private Count(long since) {
      this.since = since;
    }
  }

  /** No failures yet. */
  public FailureReports() {
    this(System::nanoTime);
  }

  FailureReports(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Somebody's code has failed.
   *
   * @param log where to say so
   * @param who such as {@code plugin gate}
   * @param what has failed, such as {@code hook onPlay}
   * @param failure what was thrown
   */
  public void report(Logger log, String who, String what, Throwable failure) {
    if (isShown(who)) {
      log.error("{}: {} fails", who, what, failure);
    } else {
      log.debug("{}: {} fails", who, what, failure);
    }
  }

  private synchronized boolean isShown(String who) {
    Count count = counts.computeIfAbsent(who, name -> new Count(nanos.getAsLong()));
    if (count.shown < SHOWN) {
      count.shown++;
      return true;
    }
    count.withheld++;
    return false;
  }

  /** Tells of periods that have ended; to be called now and then. */
  public synchronized void tell() {
    long now = nanos.getAsLong();
    counts.entrySet().removeIf(entry -> hasEnded(entry.getKey(), entry.getValue(), now));
  }

  private static boolean hasEnded(String who, Count count, long now) {
    if (now - count.since < PERIOD.toNanos()) {
      return false;
    }
    if (count.withheld > 0) {
      LOG.error(
          "{}: failed {} times more within {} s; the stacks are written at level 4",
          who,
          count.withheld,
          PERIOD.toSeconds());
    }
    return true;
  }
}
