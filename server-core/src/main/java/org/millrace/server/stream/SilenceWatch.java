package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;

/**
 * Knows for how long a publisher has been silent, and ends it when that is too long. Confined to
 * the publisher's event loop, but for the questions.
 */
final class SilenceWatch {
  private final DefaultPublication publication;
  private final EventLoop loop;
  private final long firstFrameNanos;
  private final long silenceNanos;
  private final Counter lastWritten = new Counter();
  private boolean hasWritten;
  private @Nullable Future<?> timer;

  SilenceWatch(DefaultPublication publication, StreamPolicy.PublisherTimeouts timeouts) {
    this.publication = publication;
    this.loop = publication.eventLoop();
    this.firstFrameNanos = timeouts.firstFrame().toNanos();
    this.silenceNanos = timeouts.silence().toNanos();
    lastWritten.set(loop.ticker().nanoTime());
  }

  void start() {
    if (publication.isOpen() && (firstFrameNanos > 0 || silenceNanos > 0)) {
      check();
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** A batch has been written. */
  void wrote() {
    hasWritten = true;
    lastWritten.set(loop.ticker().nanoTime());
  }

  /** Nanoseconds since the last batch, or since the start; for any thread. */
  long silentNanos() {
    return loop.ticker().nanoTime() - lastWritten.get();
  }

  /** The same in ticks of media time. */
  long silentTicks() {
    return silentNanos() / 1_000_000 * MediaTime.TICKS_PER_MILLI;
  }

  private void check() {
    long allowed = hasWritten ? silenceNanos : firstFrameNanos;
    long rest = allowed - silentNanos();
    if (allowed > 0 && rest <= 0) {
      publication.unpublish(CloseReason.SILENT);
      return;
    }
    // One that may be silent now is looked at again, because that ends with its first frame.
    long delay = allowed > 0 ? rest : Math.max(firstFrameNanos, silenceNanos);
    timer = EventLoops.schedule(loop, this::check, delay);
  }
}
