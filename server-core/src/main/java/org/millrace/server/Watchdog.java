package org.millrace.server;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.config.WatchdogConfig;
import org.millrace.server.watchdog.LoopWatchdog;

/**
 * Looks after plugins on a thread of its own: whether the event loops answer, whether threads of
 * unloaded plugins still run, whether there are failures to be told of.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Watchdog.class);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A plugin's threads may end a little after it has been stopped. */
  private static final Duration THREAD_GRACE = Duration.ofSeconds(3);

  private final WatchdogConfig config;
  private final ServerParts parts;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread looking = new Thread(task, "millrace-watchdog");
            looking.setDaemon(true);
            return looking;
          });

  Watchdog(WatchdogConfig config, ServerParts parts) {
    this.config = config;
    this.parts = parts;
  }

  /** Begins to look. */
  void start() {
    every(INTERVAL, parts.watch().failures()::tell);
    every(INTERVAL, () -> parts.plugins().unloaded().reportThreads(THREAD_GRACE));
    if (!config.loopBlockLimit().isZero()) {
      Iterable<EventExecutor> loops = parts.io().eventLoops();
      LoopWatchdog watchdog =
          new LoopWatchdog(loops, config.loopBlockLimit(), parts.watch().code());
      every(watchdog.interval(), watchdog::look);
    }
  }

  private void every(Duration interval, Runnable look) {
    long nanos = interval.toNanos();
    thread.scheduleWithFixedDelay(() -> safely(look), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Else the first failure would be the last look. */
  private static void safely(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("watchdog", e);
    }
  }

  @Override
  public void close() {
    parts.watch().failures().tell();
    thread.shutdownNow();
  }
}
