package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the calls to the listeners of one stream: one after the other in the order in which they
 * were added, each on its publisher's event loop. Safe for use by any thread.
 */
final class Announcements {
  private final Queue<Announcement> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Runnable whenIdle;

  private record Announcement(EventLoop loop, Runnable call) {}

  /**
   * Nothing to announce yet.
   *
   * @param whenIdle called when everything added has been announced
   */
  Announcements(Runnable whenIdle) {
    this.whenIdle = whenIdle;
  }

  /**
   * Adds a call.
   *
   * @return true if the adder has to call {@link #run()}, once it holds no lock
   */
  boolean add(EventLoop loop, Runnable call) {
    queue.add(new Announcement(loop, call));
    return waiting.getAndIncrement() == 0;
  }

  boolean isIdle() {
    return waiting.get() == 0;
  }

  /** Makes the calls: at once, as long as they belong on this thread. */
  void run() {
    Announcement next = queue.remove();
    EventLoops.runNow(
        next.loop(),
        () -> {
          next.call().run();
          if (waiting.decrementAndGet() > 0) {
            run();
          } else {
            whenIdle.run();
          }
        });
  }
}
