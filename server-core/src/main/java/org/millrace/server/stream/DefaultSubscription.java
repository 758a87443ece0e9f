package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.api.stream.SubscriptionStatistics;

/**
 * A subscriber's hold on a loop log: its cursor, and the encoded view that it reads. Confined to
 * the log's event loop, but for {@link #close()} and {@link #end}.
 */
final class DefaultSubscription implements Subscription {
  private static final Logger LOG = LogManager.getLogger(DefaultSubscription.class);

  private final LoopLog log;
  private final Subscriber subscriber;
  private final Cursor cursor;
  private final long maxStallNanos;
  private @Nullable EncodedView view;

  /** The reader's own, which is equal to the view's: compared by reference before each read. */
  private @Nullable FrameEncoder viewEncoder;

  private volatile boolean closed;

  /** Its index in the log's list. */
  private int slot = SubscriptionList.ABSENT;

  // Of the watch over those that stall.
  private long activityAtSweep;
  private long stalledSince;

  DefaultSubscription(
      LoopLog log, Subscriber subscriber, StartMode startMode, LagPolicy lagPolicy) {
    this.log = log;
    this.subscriber = subscriber;
    this.cursor = new Cursor(log, startMode, lagPolicy.maxLag());
    this.maxStallNanos = lagPolicy.maxStall().toNanos();
  }

  @Override
  public StreamKey key() {
    return log.stream().key();
  }

  @Override
  public EventLoop eventLoop() {
    return log.eventLoop();
  }

  @Override
  public LiveStream stream() {
    return log.stream();
  }

  @Override
  public @Nullable MediaFrame poll() {
    if (!cursor.ready()) {
      return null;
    }
    LogEntry entry = cursor.entry();
    Headers headers = cursor.owed();
    if (headers != null) {
      MediaFrame header = headers.at(cursor.owedIndex(), entry.frame().dts());
      cursor.headersTaken(headers, cursor.owedIndex() + 1, header.size());
      return header;
    }
    cursor.moveTo(cursor.position() + 1, entry.headers(), 1, entry.frame().size());
    return entry.frame().retain();
  }

  @Override
  public @Nullable ByteBuf poll(FrameEncoder encoder, int maxBytes) {
    if (!cursor.ready()) {
      return null;
    }
    Headers headers = cursor.owed();
    if (headers != null) {
      ByteBuf bytes = pollHeaders(headers, encoder, maxBytes);
      if (bytes != null) {
        return bytes;
      }
    }
    EncodedView current = view;
    if (current == null || encoder != viewEncoder) {
      current = switchView(encoder);
    }
    return current.take(cursor, maxBytes);
  }

  /** Headers are encoded for each subscriber that starts: their times are its own. */
  private @Nullable ByteBuf pollHeaders(Headers headers, FrameEncoder encoder, int maxBytes) {
    long dts = cursor.entry().frame().dts();
    int end = cursor.owedIndex();
    int length = 0;
    while (end < headers.size()) {
      int more = encoder.maxLength(headers.at(end, dts));
      if (length > 0 && more > maxBytes - length) {
        break;
      }
      length += more;
      end++;
    }
    ByteBuf bytes = length == 0 ? null : encodeHeaders(headers, encoder, end, length, dts);
    cursor.headersTaken(headers, end, bytes == null ? 0 : bytes.readableBytes());
    return bytes;
  }

  private ByteBuf encodeHeaders(
      Headers headers, FrameEncoder encoder, int end, int maxLength, long dts) {
    ByteBuf out = log.views().buffer(maxLength);
    boolean done = false;
    try {
      for (int i = cursor.owedIndex(); i < end; i++) {
        MediaFrame header = headers.at(i, dts);
        if (encoder.maxLength(header) > 0) {
          encoder.encode(header, out);
        }
      }
      done = true;
      return out;
    } finally {
      if (!done) {
        out.release();
      }
    }
  }

  private EncodedView switchView(FrameEncoder encoder) {
    EncodedView entered = log.views().enter(encoder);
    leaveView();
    view = entered;
    viewEncoder = encoder;
    return entered;
  }

  private void leaveView() {
    if (view != null) {
      log.views().leave(view);
      view = null;
    }
  }

  @Override
  public void skipToLive() {
    cursor.skip();
  }

  @Override
  public SubscriptionStatistics statistics() {
    return cursor.statistics();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      log.leave(this);
    }
  }

  /** Ends it for somebody else; the subscriber is told, after it has joined. By any thread. */
  void end(CloseReason reason) {
    EventLoops.run(log.eventLoop(), () -> close(reason));
  }

  /** Ends it for somebody else; the subscriber is told. */
  void close(CloseReason reason) {
    if (!closed) {
      close();
      try {
        subscriber.onClosed(this, reason);
      } catch (Throwable e) {
        LOG.error("{}: subscriber failed when told that it is closed", key(), e);
      }
    }
  }

  /** Calls the subscriber if there is something to take. */
  void serve() {
    if (!closed && cursor.ready()) {
      try {
        subscriber.onFrames(this);
      } catch (Throwable e) {
        failed(e);
      }
    }
  }

  void tellPublished() {
    tell(Subscriber::onPublished);
  }

  void tellUnpublished() {
    tell(Subscriber::onUnpublished);
  }

  private void tell(BiConsumer<Subscriber, Subscription> message) {
    if (!closed) {
      try {
        message.accept(subscriber, this);
      } catch (Throwable e) {
        failed(e);
      }
    }
  }

  /** Whatever a subscriber throws, an error of its plugin's classes included, is its own affair. */
  private void failed(Throwable cause) {
    LOG.error("{}: subscriber failed and is closed", key(), cause);
    close(CloseReason.FAILED);
  }

  /** Lets go of what it holds. */
  void dispose() {
    cursor.unlink();
    leaveView();
  }

  /**
   * Looks whether frames have been there for too long without any being taken.
   *
   * @param now nanoseconds of the event loop's clock
   * @return true if it stalls for longer than it may
   */
  boolean stalls(long now) {
    if (cursor.activity() != activityAtSweep || !cursor.ready()) {
      activityAtSweep = cursor.activity();
      stalledSince = now;
    }
    return maxStallNanos > 0 && now - stalledSince >= maxStallNanos;
  }

  /** For how long it may stall; zero means for ever. */
  long maxStallNanos() {
    return maxStallNanos;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  Cursor cursor() {
    return cursor;
  }

  int slot() {
    return slot;
  }

  void slot(int index) {
    slot = index;
  }
}
