package org.millrace.server.plugin;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.server.watchdog.FailureReports;

/**
 * One plugin's timers, on one thread that exists from the first use to the plugin's end: a task
 * that blocks after all delays no other plugin, and no task outlives its plugin's classes.
 */
final class PluginScheduler extends ScheduledThreadPoolExecutor {
  private final String pluginId;
  private final Logger log;
  private final FailureReports failures;

  PluginScheduler(String pluginId, Logger log, FailureReports failures) {
    super(
        1,
        task -> {
          Thread thread = new Thread(task, "timer-" + pluginId);
          thread.setDaemon(true);
          return thread;
        });
    this.pluginId = pluginId;
    this.log = log;
    this.failures = failures;
    setRemoveOnCancelPolicy(true);
  }

  /** A task that throws ends its repetitions; without this line nobody would know. */
  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    super.afterExecute(task, thrown);
    if (task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
      try {
        future.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        failures.report(log, "plugin " + pluginId, "timer", cause == null ? e : cause);
      } catch (CancellationException e) {
        log.debug("timer cancelled while it ran");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
