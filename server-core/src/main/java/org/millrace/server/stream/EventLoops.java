package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Hands tasks to event loops that may have ended. */
final class EventLoops {
  private static final Logger LOG = LogManager.getLogger(EventLoops.class);

  private EventLoops() {}

  /**
   * Queues a task. On a loop that has ended it runs here and now, since nobody else runs there any
   * more and what the task releases has to be released.
   */
  static void run(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("event loop has ended, task runs on the caller's thread: {}", e.getMessage());
      task.run();
    }
  }

  /** Runs a task now if this is the loop's thread, else queues it. */
  static void runNow(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      run(loop, task);
    }
  }

  /**
   * Runs a task later.
   *
   * @return null if the loop has ended and the task will not run
   */
  static @Nullable Future<?> schedule(EventLoop loop, Runnable task, long delayNanos) {
    try {
      return loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("event loop has ended, timer is not set: {}", e.getMessage());
      return null;
    }
  }
}
