package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
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
 * A place in a loop log. Confined to the log's event loop, but for {@link #close()}.
 *
 * <p>It is either at a place, which is then the next frame to take, or waits for the first frame
 * that can start it, at or behind some place. Headers that are owed go before the frame at the
 * place.
 */
final class DefaultSubscription implements Subscription {
  /** It waits for a place to start at. */
  private static final long WAITING = -1;

  /** Nothing is missed while it waits. */
  private static final long NOTHING = -1;

  private final LoopLog log;
  private final Subscriber subscriber;
  private final long maxLagTicks;
  private final long maxStallNanos;
  private StartMode startMode;

  /** Its index in the log's list. */
  private int slot = SubscriptionList.ABSENT;

  private long position = WAITING;
  private long earliest;
  private boolean linked;
  private long missedFrom = NOTHING;
  private @Nullable Headers known;
  private @Nullable Headers owed;
  private int owedIndex;
  private @Nullable EncodedView view;

  private long framesOut;
  private long bytesOut;
  private long framesDropped;
  private long jumps;
  private long activity;
  private long activityAtSweep;
  private long stalledSince;
  private volatile boolean closed;

  DefaultSubscription(
      LoopLog log, Subscriber subscriber, StartMode startMode, LagPolicy lagPolicy) {
    this.log = log;
    this.subscriber = subscriber;
    this.startMode = startMode;
    this.maxLagTicks = MediaTime.of(lagPolicy.maxLag());
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
    if (!ready()) {
      return null;
    }
    LogEntry entry = log.ring().at(position);
    Headers headers = owed;
    if (headers != null) {
      MediaFrame header = headers.at(owedIndex, entry.frame().dts());
      headerTaken(headers, owedIndex + 1, header.size());
      return header;
    }
    moveTo(position + 1, entry.headers(), 1, entry.frame().size());
    return entry.frame().retain();
  }

  @Override
  public @Nullable ByteBuf poll(FrameEncoder encoder, int maxBytes) {
    if (!ready()) {
      return null;
    }
    Headers headers = owed;
    if (headers != null) {
      ByteBuf bytes = pollHeaders(headers, encoder, maxBytes);
      if (bytes != null) {
        return bytes;
      }
    }
    EncodedView encoded = view;
    if (encoded == null || encoded.encoder() != encoder) {
      encoded = switchView(encoded, encoder);
    }
    return encoded.take(this, log.ring().limit(position), maxBytes);
  }

  /** Headers are encoded for each subscriber that starts: their times are its own. */
  private @Nullable ByteBuf pollHeaders(Headers headers, FrameEncoder encoder, int maxBytes) {
    long dts = log.ring().at(position).frame().dts();
    int end = owedIndex;
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
    headerTaken(headers, end, bytes == null ? 0 : bytes.readableBytes());
    return bytes;
  }

  private ByteBuf encodeHeaders(
      Headers headers, FrameEncoder encoder, int end, int maxLength, long dts) {
    ByteBuf out = log.views().buffer(maxLength);
    boolean done = false;
    try {
      for (int i = owedIndex; i < end; i++) {
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

  private void headerTaken(Headers headers, int nextIndex, int bytes) {
    owedIndex = nextIndex;
    if (nextIndex == headers.size()) {
      owed = null;
    }
    bytesOut += bytes;
    activity++;
    log.countTaken(bytes);
  }

  private EncodedView switchView(@Nullable EncodedView old, FrameEncoder encoder) {
    EncodedView found = log.views().enter(encoder);
    if (old != null) {
      log.views().leave(old);
    }
    view = found;
    return found;
  }

  /** Whether there is something to take; finds the place to take it from. */
  boolean ready() {
    return position >= log.freshFrom() ? position < log.ring().next() : !closed && seek();
  }

  /** The slow way: for who has not started, lags, or is still in a publication that has ended. */
  private boolean seek() {
    FrameRing ring = log.ring();
    if (position == WAITING) {
      return start(ring);
    }
    boolean lost = position < ring.tail();
    if (lost || ring.lag(position) > maxLagTicks) {
      long live = ring.newestAccess();
      if (live > position) {
        jump(live);
      } else if (lost) {
        jumps++;
        waitFrom(ring.tail(), position);
        return start(ring);
      }
    }
    return position < ring.next();
  }

  private boolean start(FrameRing ring) {
    if (!linked) {
      return false;
    }
    long found = ring.firstAccess(earliest);
    if (found == FrameRing.NONE) {
      earliest = ring.next();
      return false;
    }
    if (missedFrom != NOTHING) {
      countDropped(found - missedFrom);
      missedFrom = NOTHING;
    }
    startAt(found);
    return true;
  }

  private void jump(long to) {
    jumps++;
    countDropped(to - position);
    startAt(to);
  }

  private void startAt(long place) {
    dropOwed();
    position = place;
    Headers needed = log.ring().at(place).headers();
    boolean has = known != null && needed.sameAs(known);
    owed = has || needed.size() == 0 ? null : needed;
    owedIndex = 0;
    known = needed;
  }

  private void waitFrom(long place, long missed) {
    position = WAITING;
    earliest = place;
    missedFrom = missed;
    dropOwed();
  }

  /** Headers that were not taken are not known. */
  private void dropOwed() {
    if (owed != null) {
      owed = null;
      known = null;
    }
  }

  private void countDropped(long frames) {
    framesDropped += frames;
    log.countDropped(frames);
  }

  /** The next frame to take; only while it is {@link #ready()}. */
  long position() {
    return position;
  }

  /**
   * Frames have been taken.
   *
   * @param to the place behind them
   * @param headers in force there
   * @param frames how many
   * @param bytes their length
   */
  void moveTo(long to, Headers headers, int frames, int bytes) {
    framesOut += frames;
    bytesOut += bytes;
    activity++;
    log.countTaken(bytes);
    if (known != headers) {
      known = headers;
    }
    long seam = log.ring().seam();
    if (to == seam && position < seam) {
      waitAtSeam();
    } else {
      position = to;
    }
  }

  /** The first place that it has still to read, for which frames are kept. */
  long needs() {
    return position == WAITING ? log.ring().next() : position;
  }

  /** It will start where its start mode says, in what is there and in what comes. */
  void link() {
    if (!linked) {
      linked = true;
      long group = startMode == StartMode.GOP ? log.ring().groupStart() : FrameRing.NONE;
      earliest = group == FrameRing.NONE ? log.ring().next() : group;
    }
  }

  /** It will start with whatever comes. */
  void linkToNext() {
    linked = true;
    if (position == WAITING) {
      earliest = Math.max(earliest, log.ring().next());
    }
  }

  /** The thread has broken: {@link FrameRing#seam()} has moved to behind the newest frame. */
  void threadBroken(long seamBefore) {
    long seam = log.ring().seam();
    if (position == seam) {
      waitAtSeam();
    } else if (position != WAITING && position < seamBefore) {
      jumps++;
      countDropped(seam - position);
      waitFrom(seam, NOTHING);
    }
  }

  /** It has read all before the seam, and goes on with the first frame behind it that can start. */
  private void waitAtSeam() {
    FrameRing ring = log.ring();
    long missing = ring.missingAtSeam();
    waitFrom(ring.seam(), missing == 0 ? NOTHING : ring.seam() - missing);
  }

  @Override
  public void skipToLive() {
    known = null;
    startMode = StartMode.KEYFRAME;
    activity++;
    if (linked) {
      waitFrom(log.ring().next(), NOTHING);
    }
  }

  @Override
  public SubscriptionStatistics statistics() {
    long lag = position == WAITING || position < log.ring().tail() ? 0 : log.ring().lag(position);
    Duration span = MediaTime.toDuration(Math.max(0, lag));
    return new SubscriptionStatistics(framesOut, bytesOut, framesDropped, jumps, span);
  }

  /**
   * Looks whether frames have been there for too long without any being taken.
   *
   * @param now nanoseconds of the event loop's clock
   * @return true if it stalls for longer than it may
   */
  boolean stalls(long now) {
    if (maxStallNanos == 0) {
      return false;
    }
    if (activity != activityAtSweep || !ready()) {
      activityAtSweep = activity;
      stalledSince = now;
      return false;
    }
    return now - stalledSince >= maxStallNanos;
  }

  long maxStallNanos() {
    return maxStallNanos;
  }

  long maxLagTicks() {
    return maxLagTicks;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  int slot() {
    return slot;
  }

  void slot(int index) {
    slot = index;
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
    EventLoops.run(log.eventLoop(), () -> log.close(this, reason));
  }

  /** Lets go of what it holds; on the event loop. */
  void dispose() {
    position = WAITING;
    linked = false;
    owed = null;
    if (view != null) {
      log.views().leave(view);
      view = null;
    }
  }
}
