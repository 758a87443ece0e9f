package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.time.Duration;

/**
 * Says when subscribers are to be served: at once, or one window after the first frame that waits,
 * so that no frame waits for longer. Confined to one event loop.
 */
final class MergeWindow {
  private final EventLoop loop;
  private final long windowNanos;
  private final Runnable serving;
  private boolean open;

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
  }

  /** Frames have come: serves now, or when the window is over. */
  void framesCame() {
    if (windowNanos == 0) {
      serving.run();
    } else if (!open) {
      open = EventLoops.schedule(loop, this::close, windowNanos) != null;
    }
  }

  private void close() {
    open = false;
    serving.run();
  }
}
