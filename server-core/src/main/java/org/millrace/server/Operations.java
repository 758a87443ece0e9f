package org.millrace.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.server.administration.Turns;
import org.millrace.server.watchdog.Stacks;

/**
 * What is done to a running server, one thing after the other. Each is done on a thread of its own
 * that ends with it: what code of plugins leaves in its thread (thread-local variables, above all)
 * ends with it, too.
 *
 * <p>Safe for use by any thread.
 */
final class Operations implements Turns, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Operations.class);

  /** After this time it is said where an operation is. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** What nobody waits for, at the most, before it is its turn. */
  private static final int MAX_WAITING = 100;

  private final ReentrantLock turn = new ReentrantLock(true);

  /** Its thread waits for the turn of what nobody else waits for, and ends when there is none. */
  private final ThreadPoolExecutor waiting =
      new ThreadPoolExecutor(
          1,
          1,
          100,
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING),
          Operations::newThread);

  private final Duration patience;
  private volatile boolean closed;
  private volatile @Nullable Thread working;

  /** None yet; at the end the last one may take {@code patience}. */
  Operations(Duration patience) {
    this.patience = patience;
    waiting.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "millrace-operations");
    thread.setDaemon(true);
    // Whoever asks first, perhaps a plugin, is not to be remembered by it.
    thread.setContextClassLoader(Operations.class.getClassLoader());
    return thread;
  }

  /**
   * Does something, when it is its turn, and waits for it.
   *
   * @param name what it is, for the log
   * @throws CancellationException if the server stops
   * @throws RuntimeException what the work throws
   */
  <T> T call(String name, Callable<T> work) {
    turn.lock();
    try {
      if (closed) {
        throw new CancellationException("the server is stopping");
      }
      return onOwnThread(name, work);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Does something when it is its turn; nobody waits for it.
   *
   * @param name what it is, for the log
   * @return completed with what {@link #call} gives or throws
   */
  @Override
  public <T> CompletionStage<T> take(String name, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      waiting.execute(() -> run(() -> call(name, work), result));
    } catch (RejectedExecutionException e) {
      String reason = closed ? "the server is stopping" : "too much waits to be done already";
      result.completeExceptionally(new CancellationException(name + ": " + reason));
    }
    return result;
  }

  /** Does something on a thread that ends with it, and waits for it. */
  <T> T onOwnThread(String name, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(work, result), "millrace-" + name.replace(' ', '-'));
    working = thread;
    thread.start();
    try {
      await(name, thread);
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    } finally {
      working = null;
    }
  }

  private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.call());
    } catch (CompletionException e) {
      // What a checked exception came in, from the work's own thread.
      result.completeExceptionally(e.getCause() == null ? e : e.getCause());
    } catch (Throwable e) {
      // Whatever it is, who waits for the result gets it.
      result.completeExceptionally(e);
    }
  }

  private static void await(String name, Thread thread) {
    boolean interrupted = false;
    boolean told = false;
    while (thread.isAlive()) {
      try {
        thread.join(told ? 0 : LONG.toMillis());
        if (thread.isAlive()) {
          told = true;
          LOG.warn("{} takes long: {}", name, Stacks.describe(thread, thread.getStackTrace()));
        }
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does nothing any more. An operation that does not end in time is interrupted. */
  @Override
  public void close() {
    closed = true;
    // What waits is told when it comes to its turn.
    waiting.shutdown();
    try {
      if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        turn.unlock();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Thread stuck = working;
    if (stuck != null) {
      stuck.interrupt();
    }
  }
}
