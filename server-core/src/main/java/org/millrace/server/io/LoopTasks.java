package org.millrace.server.io;

import io.netty.util.concurrent.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.server.watchdog.FailureReports;
import org.millrace.server.watchdog.PluginCode;

/**
 * The tasks and timers that plugins have put on one event loop: they end with their plugin, and
 * what they throw is told with its name. The host's own pass by for the price of a look at a class
 * loader. Safe for use by any thread.
 */
final class LoopTasks {
  private static final Logger LOG = LogManager.getLogger(LoopTasks.class);

  private final PluginCode code;
  private final FailureReports failures;
  private final Set<Timer> timers = ConcurrentHashMap.newKeySet();

  /** A timer that is set, and whose. */
  private record Timer(Class<?> task, Future<?> future) {}

  LoopTasks(PluginCode code, FailureReports failures) {
    this.code = code;
    this.failures = failures;
  }

  /**
   * Looks at a task before it is queued.
   *
   * @return what to queue
   * @throws RejectedExecutionException if its plugin has been unloaded
   */
  Runnable queued(Runnable task) {
    Class<?> type = task.getClass();
    String plugin = code.ownerOf(type);
    if (plugin == null) {
      requireThere(type);
      return task;
    }
    return () -> run(task, plugin);
  }

  private void run(Runnable task, String plugin) {
    try {
      task.run();
    } catch (Throwable e) {
      // Whatever a plugin throws, the loop is to go on.
      failures.report(LOG, "plugin " + plugin, "task on an event loop", e);
    }
  }

  /** Looks at a task before a timer is set. */
  void requireThere(Class<?> task) {
    if (code.isGone(task)) {
      throw new RejectedExecutionException(
          "the plugin of " + task.getName() + " has been unloaded");
    }
  }

  /**
   * Keeps a timer in mind, if it is a plugin's.
   *
   * @param task what is run
   * @param future its timer
   * @param watched whether nobody but this looks for what it throws
   */
  <F extends Future<?>> F set(Class<?> task, F future, boolean watched) {
    String plugin = code.ownerOf(task);
    if (plugin != null) {
      Timer timer = new Timer(task, future);
      timers.add(timer);
      future.addListener(
          ended -> {
            timers.remove(timer);
            if (watched && !ended.isSuccess() && !ended.isCancelled()) {
              tell(plugin, ended.cause());
            }
          });
    }
    return future;
  }

  private void tell(String plugin, @Nullable Throwable failure) {
    if (failure != null) {
      failures.report(LOG, "plugin " + plugin, "timer on an event loop", failure);
    }
  }

  /**
   * Ends the timers of some classes; on the loop, so that none of them is running.
   *
   * @return how many there were
   */
  int cancel(Predicate<Class<?>> gone) {
    int count = 0;
    for (Timer timer : timers) {
      if (gone.test(timer.task()) && timer.future().cancel(false)) {
        count++;
      }
    }
    return count;
  }
}
