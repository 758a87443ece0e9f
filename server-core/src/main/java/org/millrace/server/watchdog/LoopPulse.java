package org.millrace.server.watchdog;

import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Whether one event loop answers. Used by the watchdog's thread, but for the answer. */
final class LoopPulse {
  private static final Logger LOG = LogManager.getLogger(LoopWatchdog.class);

  private final SingleThreadEventExecutor loop;
  private final PluginCode code;
  private final long limitNanos;

  private volatile boolean answered = true;
  private volatile long answeredAt;
  private long askedAt;
  private long nextReport;
  private String blockedBy = "";

  LoopPulse(SingleThreadEventExecutor loop, PluginCode code, Duration limit) {
    this.loop = loop;
    this.code = code;
    this.limitNanos = limit.toNanos();
  }

  /** Asks the loop, or looks how long it has not answered. */
  void check(long now) {
    if (answered) {
      if (!blockedBy.isEmpty()) {
        LOG.warn("{} answers again after {} s: {}", name(), seconds(answeredAt), blockedBy);
        blockedBy = "";
      }
      ask(now);
    } else if (now - askedAt >= nextReport) {
      report(now);
      // Who blocks for long is told of again, but ever more seldom.
      nextReport = 2 * (now - askedAt);
    }
  }

  private void ask(long now) {
    askedAt = now;
    nextReport = limitNanos;
    answered = false;
    try {
      loop.execute(this::answer);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} has ended", name());
    }
  }

  private void answer() {
    answeredAt = System.nanoTime();
    answered = true;
  }

  private void report(long now) {
    StackTraceElement[] stack = loop.threadProperties().stackTrace();
    Optional<String> owner = code.ownerOf(stack);
    if (answered) {
      // Just now: the stack tells nothing any more.
      return;
    }
    blockedBy = owner.map(id -> "it was blocked by plugin " + id).orElse("no plugin is to blame");
    if (owner.isPresent()) {
      LOG.error(
          "plugin {} blocks event loop {} for {} s, and all connections of that loop: {}",
          owner.get(),
          name(),
          seconds(now),
          Stacks.describe(name(), stack));
    } else {
      LOG.warn(
          "event loop {} has not answered for {} s: {}",
          name(),
          seconds(now),
          Stacks.describe(name(), stack));
    }
  }

  private String name() {
    return loop.threadProperties().name();
  }

  private String seconds(long at) {
    return String.format(Locale.ROOT, "%.1f", (at - askedAt) / 1e9);
  }
}
