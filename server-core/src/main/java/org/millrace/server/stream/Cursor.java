package org.millrace.server.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.SubscriptionStatistics;

/**
 * The place of one subscription in a loop log. Confined to the log's event loop.
 *
 * <p>It is either at a place, which is then that of the next frame to take, or it waits for the
 * first frame at or behind some place that can start it. Headers that are owed go before the frame
 * at the place. It leaves its place by being read ({@link #moveTo}), or by a jump ahead to a frame
 * that can start it: when what it stands at has been dropped, when it lags too far behind, and at a
 * break of the thread.
 */
final class Cursor {
  /** It waits for a place to start at. */
  private static final long WAITING = -1;

  /** Nothing is missed while it waits. */
  private static final long NOTHING = -1;

  private final LoopLog log;
  private final FrameRing ring;
  private final long maxLagTicks;
  private StartMode startMode;

  private long position = WAITING;

  /** Where it can start at the earliest while it waits; without a meaning before it is linked. */
  private long earliest;

  private boolean linked;

  /** Whether it is to catch up once it starts. */
  private boolean catchesUp;

  /** What it reads until then is squeezed; null for nearly all, and soon for the others. */
  private @Nullable CatchUp catchUp;

  /** From where on frames count as dropped when it starts. */
  private long missedFrom = NOTHING;

  /** The headers that its reader has, or will have with those that are owed. */
  private @Nullable Headers known;

  private @Nullable Headers owed;
  private int owedIndex;

  private long framesOut;
  private long bytesOut;
  private long framesDropped;
  private long jumps;
  private long activity;

  Cursor(LoopLog log, StartMode startMode, Duration maxLag) {
    this.log = log;
    this.ring = log.ring();
    this.startMode = startMode;
    this.maxLagTicks = MediaTime.of(maxLag);
  }

  // ---- reading

  /** Whether there is something to take; finds the place to take it from. */
  boolean ready() {
    return position >= log.freshFrom() ? position < ring.next() : seek();
  }

  /** The place of the next frame to take; only while it is {@link #ready()}. */
  long position() {
    return position;
  }

  /** The place up to which it can be read without a break. */
  long limit() {
    return position < ring.seam() ? ring.seam() : ring.next();
  }

  /** The entry at its place; only while it is {@link #ready()}. */
  LogEntry entry() {
    return ring.at(position);
  }

  /** Headers to be given before the frame at its place, from {@link #owedIndex()} on. */
  @Nullable Headers owed() {
    return owed;
  }

  int owedIndex() {
    return owedIndex;
  }

  /** When the frame at its place is to be decoded, for its reader. */
  long time() {
    long dts = entry().frame().dts();
    CatchUp squeezed = squeezed();
    return squeezed == null ? dts : squeezed.squeeze(dts);
  }

  /** How frames at its place are to be squeezed; null once it is behind what is. */
  @Nullable CatchUp squeezed() {
    if (catchUp != null && !catchUp.covers(position)) {
      catchUp = null;
    }
    return catchUp;
  }

  /** Owed headers have been taken, up to an index. */
  void headersTaken(Headers headers, int end, int bytes) {
    owedIndex = end;
    if (end == headers.size()) {
      owed = null;
    }
    taken(bytes);
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
    taken(bytes);
    if (known != headers) {
      known = headers;
    }
    if (position < ring.seam() && to == ring.seam()) {
      waitAtSeam();
    } else {
      position = to;
    }
  }

  private void taken(int bytes) {
    bytesOut += bytes;
    activity++;
    log.countTaken(bytes);
  }

  // ---- finding its place

  /** The slow way: for who has not started, lags, or is still in a publication that has ended. */
  private boolean seek() {
    if (position == WAITING) {
      return start();
    }
    boolean lost = position < ring.tail();
    if (lost || ring.lag(position) > maxLagTicks) {
      long live = ring.newestAccess();
      if (live > position) {
        jump(live);
      } else if (lost) {
        jumps++;
        waitFrom(ring.tail(), position);
        return start();
      }
    }
    return position < ring.next();
  }

  private boolean start() {
    if (!linked) {
      return false;
    }
    long found = ring.firstAccess(earliest);
    if (found == FrameRing.NONE) {
      earliest = ring.hasOpenIntro() ? earliest : ring.next();
      return false;
    }
    if (missedFrom != NOTHING) {
      countDropped(found - missedFrom);
      missedFrom = NOTHING;
    }
    startAt(found);
    if (catchesUp) {
      catchesUp = false;
      catchUp = CatchUp.from(ring, found, limit());
    }
    return true;
  }

  private void jump(long to) {
    jumps++;
    countDropped(to - position);
    startAt(to);
  }

  private void startAt(long place) {
    dropOwed();
    catchUp = null;
    position = place;
    Headers needed = ring.at(place).headers();
    boolean has = known != null && needed.sameAs(known);
    owed = has || needed.size() == 0 ? null : needed;
    owedIndex = 0;
    known = needed;
  }

  private void waitFrom(long place, long missed) {
    dropOwed();
    catchUp = null;
    position = WAITING;
    earliest = place;
    missedFrom = missed;
  }

  /** It has read all before the seam, and goes on with the first frame behind it that can start. */
  private void waitAtSeam() {
    long missing = ring.missingAtSeam();
    waitFrom(ring.seam(), missing == 0 ? NOTHING : ring.seam() - missing);
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

  // ---- what happens to it

  /** It starts where its start mode says, in what is there and in what comes. */
  void link() {
    if (!linked) {
      linked = true;
      long group = startMode == StartMode.KEYFRAME ? FrameRing.NONE : ring.groupStart();
      earliest = group == FrameRing.NONE ? ring.next() : group;
      catchesUp = startMode == StartMode.CATCHUP && group != FrameRing.NONE;
    }
  }

  /** It starts with whatever comes. */
  void linkToNext() {
    if (!linked) {
      linked = true;
      earliest = ring.next();
    }
  }

  /** It gives nothing any more. */
  void unlink() {
    waitFrom(ring.next(), NOTHING);
    linked = false;
  }

  /** What is there is left out: it starts again at the next frame that can start it. */
  void skip() {
    startMode = StartMode.KEYFRAME;
    catchesUp = false;
    waitFrom(ring.next(), NOTHING);
    known = null;
    activity++;
  }

  /**
   * The thread has broken: {@link FrameRing#seam()} has moved to behind the newest frame. Nobody
   * may be behind two seams, since only the newest is known.
   *
   * @param seamBefore where it was
   */
  void threadBroken(long seamBefore) {
    if (position == WAITING) {
      earliest = Math.max(earliest, seamBefore);
    } else if (position == ring.seam()) {
      waitAtSeam();
    } else if (position < seamBefore) {
      jumps++;
      countDropped(ring.seam() - position);
      waitFrom(ring.seam(), NOTHING);
    }
  }

  /** The first place that it has still to read, for which frames are kept. */
  long needs() {
    if (position != WAITING) {
      return position;
    }
    return linked ? Math.min(earliest, ring.next()) : ring.next();
  }

  /** Changes whenever something has been taken or skipped. */
  long activity() {
    return activity;
  }

  long maxLagTicks() {
    return maxLagTicks;
  }

  SubscriptionStatistics statistics() {
    long lag = position < ring.tail() ? 0 : Math.max(0, ring.lag(position));
    return new SubscriptionStatistics(
        framesOut, bytesOut, framesDropped, jumps, MediaTime.toDuration(lag));
  }
}
