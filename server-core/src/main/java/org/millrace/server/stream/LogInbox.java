package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What publishers on other event loops have sent to a loop log. However much is sent, one task at a
 * time waits in the loop's queue.
 */
final class LogInbox {
  private final EventLoop loop;
  private final Consumer<LogEvent> receiver;
  private final Runnable task;
  private final Queue<LogEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicLong backlog = new AtomicLong();

  /**
   * An inbox.
   *
   * @param loop where it is emptied
   * @param receiver takes the events in order
   * @param emptied called after a task has taken what was there
   */
  LogInbox(EventLoop loop, Consumer<LogEvent> receiver, Runnable emptied) {
    this.loop = loop;
    this.receiver = receiver;
    this.task =
        () -> {
          scheduled.set(false);
          drain();
          emptied.run();
        };
  }

  /** Sends an event; by any thread. */
  void send(LogEvent event) {
    backlog.getAndAdd(event.cost());
    events.add(event);
    if (!scheduled.getAndSet(true)) {
      EventLoops.run(loop, task);
    }
  }

  /** What the events cost that have not been received; for any thread. */
  long backlog() {
    return backlog.get();
  }

  /** Receives what is there; on the event loop. */
  void drain() {
    LogEvent event = events.poll();
    while (event != null) {
      backlog.getAndAdd(-event.cost());
      receiver.accept(event);
      event = events.poll();
    }
  }
}
