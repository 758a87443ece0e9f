package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.SequentialEncoder;
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

  /** The first size of a buffer for squeezed frames; it grows for frames that are longer. */
  private static final int SQUEEZED_BYTES = 64 << 10;

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
    while (cursor.ready()) {
      Headers headers = cursor.owed();
      if (headers != null) {
        MediaFrame header = headers.at(cursor.owedIndex(), cursor.time());
        cursor.headersTaken(headers, cursor.owedIndex() + 1, header.size());
        return header;
      }
      LogEntry entry = cursor.entry();
      CatchUp squeezed = cursor.squeezed();
      MediaFrame frame = squeezed == null ? entry.frame() : squeezed.squeeze(entry.frame());
      if (frame != null) {
        cursor.moveTo(cursor.position() + 1, entry.headers(), 1, frame.size());
        return frame.retain();
      }
      cursor.moveTo(cursor.position() + 1, entry.headers(), 0, 0);
    }
    return null;
  }

  @Override
  public @Nullable ByteBuf poll(FrameEncoder encoder, int maxBytes) {
    while (cursor.ready()) {
      Headers headers = cursor.owed();
      CatchUp squeezed = cursor.squeezed();
      if (headers == null && squeezed == null) {
        return view(encoder).take(cursor, maxBytes);
      }
      ByteBuf bytes =
          headers == null
              ? pollSqueezed(Objects.requireNonNull(squeezed), encoder, maxBytes)
              : pollHeaders(headers, encoder, maxBytes);
      if (bytes != null) {
        return bytes;
      }
    }
    return null;
  }

  /** Headers are encoded for each subscriber that starts: their times are its own. */
  private @Nullable ByteBuf pollHeaders(Headers headers, FrameEncoder encoder, int maxBytes) {
    if (encoder instanceof SequentialEncoder) {
      cursor.headersTaken(headers, headers.size(), 0);
      return null;
    }
    long dts = cursor.time();
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

  /**
   * A squeezed group is encoded for each subscriber that catches up: its times are its own.
   *
   * @return null if none of the frames is wanted; the place is behind them then
   */
  private @Nullable ByteBuf pollSqueezed(CatchUp squeezed, FrameEncoder encoder, int maxBytes) {
    ByteBuf out = log.views().buffer(Math.min(maxBytes, SQUEEZED_BYTES));
    boolean done = false;
    try {
      boolean room = true;
      while (room && cursor.ready() && cursor.squeezed() == squeezed) {
        room = encodeSqueezed(squeezed, encoder, maxBytes, out);
      }
      done = out.isReadable();
      return done ? out : null;
    } finally {
      if (!done) {
        out.release();
      }
    }
  }

  /** Encodes the frame at the cursor's place, if there is room, and moves on. */
  private boolean encodeSqueezed(
      CatchUp squeezed, FrameEncoder encoder, int maxBytes, ByteBuf out) {
    LogEntry entry = cursor.entry();
    MediaFrame frame = squeezed.squeeze(entry.frame());
    int maxLength = frame == null ? 0 : encoder.maxLength(frame);
    int before = out.readableBytes();
    if (before > 0 && maxLength > maxBytes - before) {
      return false;
    }
    if (frame != null && maxLength > 0) {
      encodeSqueezed(frame, encoder, maxLength, out);
    }
    int frames = maxLength > 0 ? 1 : 0;
    cursor.moveTo(cursor.position() + 1, entry.headers(), frames, out.readableBytes() - before);
    return true;
  }

  private void encodeSqueezed(MediaFrame frame, FrameEncoder encoder, int maxLength, ByteBuf out) {
    if (encoder instanceof SequentialEncoder sequential) {
      ByteBuf encoded = view(encoder).at(cursor.position());
      if (encoded.isReadable()) {
        out.ensureWritable(encoded.readableBytes());
        sequential.retime(encoded, frame, out);
      }
    } else {
      out.ensureWritable(maxLength);
      encoder.encode(frame, out);
    }
  }

  private EncodedView view(FrameEncoder encoder) {
    EncodedView current = view;
    return current == null || encoder != viewEncoder ? switchView(encoder) : current;
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
