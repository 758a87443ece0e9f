package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * Says when subscribers are to be served: at once, or at most once in each window. After a quiet
 * time of one window frames are passed on at once; those that come within the window wait until it
 * is over. Confined to one event loop.
 */
final class MergeWindow {
  private final EventLoop loop;
  private final long windowNanos;
  private final Runnable serving;
  private boolean open;
  private long lastServed;

  /**
   * A window.
   *
   * @param length zero if nothing is to be merged
   * @param serving serves the subscribers
   */
  MergeWindow(EventLoop loop, Duration length, Runnable serving) {
    this.loop = loop;
    this.windowNanos = length.toNanos();
    this.serving = serving;
    this.lastServed = loop.ticker().nanoTime() - windowNanos;
  }

  /** Frames have come: serves now, or when the window is over. */
  void framesCame() {
    if (windowNanos == 0) {
      serving.run();
    } else if (!open) {
      long rest = lastServed + windowNanos - loop.ticker().nanoTime();
      if (rest <= 0) {
        serve();
      } else {
        open = EventLoops.schedule(loop, this::close, rest) != null;
      }
    }
  }

  private void close() {
    open = false;
    serve();
  }

  private void serve() {
    lastServed = loop.ticker().nanoTime();
    serving.run();
  }
}
