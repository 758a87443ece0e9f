package org.millrace.admin.event;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.OutputListener;

/**
 * One client of server-sent events (WHATWG HTML, section 9.2). What it is told comes from any
 * thread into a queue with a bound, and leaves on the connection's event loop while the channel has
 * room. A client that lets the queue grow full is dropped; it may come back with {@code
 * Last-Event-ID}.
 */
final class EventStream implements OutputListener {
  private static final String HEARTBEAT = ":\n\n";

  private final EventLoop loop;
  private final Queue<String> waiting;
  private final Runnable onClosed;
  private final AtomicBoolean isScheduled = new AtomicBoolean();
  private volatile boolean isTooSlow;

  // On the event loop.
  private @Nullable HttpBodyWriter body;
  private @Nullable ScheduledFuture<?> heartbeat;
  private boolean isClosed;

  /**
   * A client.
   *
   * @param loop its connection's
   * @param queued how many events may wait
   * @param onClosed called once, on the loop
   */
  EventStream(EventLoop loop, int queued, Runnable onClosed) {
    this.loop = loop;
    this.waiting = new ArrayBlockingQueue<>(queued);
    this.onClosed = onClosed;
  }

  /** Begins to write. On the event loop. */
  void begin(HttpBodyWriter writer, Duration every) {
    body = writer;
    heartbeat =
        loop.scheduleAtFixedRate(
            this::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    writer.write(bytes(HEARTBEAT));
    writer.flush();
    drain();
  }

  /**
   * Tells an event. Any thread.
   *
   * @return false if the client is too slow for it; it is dropped then
   */
  boolean tell(String text) {
    if (isTooSlow) {
      return true;
    }
    boolean fits = waiting.offer(text);
    isTooSlow = !fits;
    if (isScheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::drain);
      } catch (RejectedExecutionException e) {
        isTooSlow = true;
      }
    }
    return fits;
  }

  /**
   * An event as it stands on the wire.
   *
   * @param id 0 for events without a number
   * @param type the event's type
   * @param data one line
   */
  static String text(long id, String type, String data) {
    String number = id == 0 ? "" : "id: " + id + "\n";
    return number + "event: " + type + "\ndata: " + data + "\n\n";
  }

  /** Ends it, on any thread. */
  void end() {
    loop.execute(
        () -> {
          if (body != null) {
            body.end();
          }
        });
  }

  @Override
  public void onWritability(boolean writable) {
    if (writable) {
      drain();
    }
  }

  @Override
  public void onClosed() {
    isClosed = true;
    waiting.clear();
    if (heartbeat != null) {
      heartbeat.cancel(false);
    }
    onClosed.run();
  }

  private void drain() {
    isScheduled.set(false);
    HttpBodyWriter writer = body;
    if (writer == null || isClosed) {
      return;
    }
    if (isTooSlow) {
      writer.abort("event stream: the client is too slow");
      return;
    }
    boolean hasWritten = false;
    while (writer.isWritable()) {
      String next = waiting.poll();
      if (next == null) {
        break;
      }
      writer.write(bytes(next));
      hasWritten = true;
    }
    if (hasWritten) {
      writer.flush();
    }
  }

  private void beat() {
    HttpBodyWriter writer = body;
    if (writer != null && !isClosed && writer.isWritable()) {
      writer.write(bytes(HEARTBEAT));
      writer.flush();
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }
}
