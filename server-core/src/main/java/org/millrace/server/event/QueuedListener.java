package org.millrace.server.event;

import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.server.ServerEvent;

/**
 * Gives what many threads bring to one that takes its time, in order. What is too much is counted.
 *
 * @param <T> what is brought
 */
public final class QueuedListener<T> implements Consumer<T> {
  private static final Logger LOG = LogManager.getLogger(QueuedListener.class);

  /** What may wait; more is lost. */
  static final int CAPACITY = 10_000;

  private final Consumer<T> target;
  private final Executor executor;
  private final LongFunction<Optional<T>> loss;
  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();

  /** What waits and is being given; whoever makes it more than none begins to give. */
  private final AtomicInteger size = new AtomicInteger();

  private final AtomicLong lost = new AtomicLong();

  /**
   * A queue without anything in it.
   *
   * @param target called by the executor alone
   * @param executor has one thread
   * @param loss makes of a number what tells the target that as many were lost
   */
  private QueuedListener(Consumer<T> target, Executor executor, LongFunction<Optional<T>> loss) {
    this.target = target;
    this.executor = executor;
    this.loss = loss;
  }

  /**
   * A queue of events.
   *
   * @param target called by the executor alone
   * @param executor has one thread
   * @return a queue without anything in it
   */
  public static QueuedListener<ServerEvent> ofEvents(
      Consumer<ServerEvent> target, Executor executor) {
    return new QueuedListener<>(
        target, executor, count -> Optional.of(new ServerEvent.EventsLost(Instant.now(), count)));
  }

  /**
   * A queue whose target is not told of what is lost.
   *
   * @param target called by the executor alone
   * @param executor has one thread
   * @param <T> what is brought
   * @return a queue without anything in it
   */
  public static <T> QueuedListener<T> leavingOut(Consumer<T> target, Executor executor) {
    return new QueuedListener<>(target, executor, count -> Optional.empty());
  }

  /** Brings something. By any thread; does not wait. */
  @Override
  public void accept(T item) {
    int before = size.getAndIncrement();
    if (before >= CAPACITY) {
      size.decrementAndGet();
      lost.incrementAndGet();
      return;
    }
    waiting.add(item);
    if (before == 0) {
      try {
        executor.execute(this::giveAll);
      } catch (RejectedExecutionException e) {
        LOG.debug("who listens has ended", e);
      }
    }
  }

  private void giveAll() {
    do {
      // Whoever has counted an item puts it into the queue at once.
      T next = waiting.poll();
      while (next == null) {
        Thread.onSpinWait();
        next = waiting.poll();
      }
      give(next);
      tellOfLoss();
    } while (size.decrementAndGet() > 0);
  }

  private void tellOfLoss() {
    long count = lost.getAndSet(0);
    if (count > 0) {
      loss.apply(count).ifPresent(this::give);
    }
  }

  private void give(T item) {
    try {
      target.accept(item);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("a plugin's listener fails", e);
    }
  }
}
