package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;

/**
 * The writing side of a stream. Confined to its event loop, but for what says otherwise.
 *
 * <p>A frame that is written is retimed, looked at, cached and put into the batch; {@link #flush}
 * hands the batch to every log that joined.
 */
final class DefaultPublication implements Publication, Watchable {
  private static final Logger LOG = LogManager.getLogger(DefaultPublication.class);

  /** A batch is flushed when it has this many frames, whether asked for or not. */
  private static final int MAX_BATCH = 256;

  private static final LogFeed[] NO_FEEDS = {};

  private final StreamEntry stream;
  private final int number;
  private final EventLoop loop;
  private final String publisher;

  /** Gone when it has ended: the stream may remember this publication for as long as it lives. */
  private volatile @Nullable PublicationOwner owner;

  private final Instant begun = Instant.now();

  /** Why it ends; null while it is open. */
  private final AtomicReference<@Nullable CloseReason> ending = new AtomicReference<>();

  /** Another publication has the stream's name now: nothing more may be handed to the logs. */
  private volatile boolean displaced;

  private final Timeline timeline;
  private final Tracks tracks = new Tracks();
  private final AccessPoints accessPoints = new AccessPoints();
  private final GroupCache group;
  private final PublicationFigures figures = new PublicationFigures();
  private final SilenceWatch watch;
  private Headers headers = Headers.NONE;
  private long nextIndex;
  private boolean tooManyTracks;

  private LogFeed[] feeds = NO_FEEDS;
  private FrameBatch batch = new FrameBatch();
  private FrameBatch spare = new FrameBatch();
  private Runnable watched = () -> {};
  private boolean flushing;
  private boolean finished;

  /** The newest time that a log may have been given; see {@link #flush}. */
  private volatile long end;

  DefaultPublication(
      StreamEntry stream,
      int number,
      EventLoop loop,
      PublicationOwner owner,
      long predecessorEnd,
      List<LoopLog> logs) {
    this.stream = stream;
    this.number = number;
    this.loop = loop;
    this.publisher = owner.describe();
    this.owner = owner;
    this.watch = new SilenceWatch(this, stream.policy().publisherTimeouts());
    this.timeline = new Timeline(predecessorEnd, watch::silentTicks);
    this.end = predecessorEnd;
    this.group = new GroupCache(stream.policy().groupCache());
    for (LoopLog log : logs) {
      addFeed(log);
    }
  }

  /** Begins, after {@code logs} have been told. By the thread that made it. */
  void start(List<LoopLog> logs) {
    for (LoopLog log : logs) {
      log.send(new LogEvent.Begin(number));
    }
    EventLoops.runNow(loop, watch::start);
  }

  @Override
  public StreamKey key() {
    return stream.key();
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public LiveStream stream() {
    return stream;
  }

  @Override
  public boolean isOpen() {
    return ending.get() == null;
  }

  @Override
  public void write(MediaFrame frame) {
    assert loop.inEventLoop() : "to be written on its event loop";
    if (!isOpen() || !isTrackKnown(frame.track())) {
      frame.release();
      return;
    }
    MediaFrame placed = frame.at(timeline.map(frame));
    noteHeaders(placed);
    figures.count(placed);
    LogEntry entry = new LogEntry(placed, nextIndex++, headers, accessPoints.of(placed));
    if (!group.add(entry)) {
      accessPoints.groupDropped();
    }
    batch.add(entry);
    if (batch.size() >= MAX_BATCH) {
      flush();
    }
  }

  private boolean isTrackKnown(Track track) {
    boolean known = tracks.note(track);
    if (!known && !tooManyTracks) {
      tooManyTracks = true;
      LOG.warn(
          "{}: tracks: more than {} (expected: no more), the others are left out",
          key(),
          Tracks.MAX_TRACKS);
    }
    return known;
  }

  private void noteHeaders(MediaFrame frame) {
    if (frame.isConfig()) {
      headers = headers.with(frame);
    } else if (frame.isEndOfSequence()) {
      headers = headers.without(frame.track());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The end of the timeline is published before {@code displaced} is read, and {@link #displace}
   * sets that before the successor reads the end. So either the successor sees the times of this
   * batch and begins behind them, or this sees that it is displaced and drops the batch.
   */
  @Override
  public void flush() {
    if (batch.isEmpty() || flushing) {
      return;
    }
    watch.wrote();
    figures.discontinuities(timeline.jumps());
    flushing = true;
    while (!batch.isEmpty()) {
      FrameBatch frames = batch;
      batch = spare;
      spare = frames;
      end = timeline.end();
      if (!displaced) {
        hand(frames);
      }
      frames.releaseAndClear();
    }
    flushing = false;
  }

  private void hand(FrameBatch frames) {
    FrameBatch shared = null;
    for (LogFeed feed : feeds) {
      if (feed.sameLoop()) {
        feed.call(frames);
      } else {
        shared = shared == null ? frames.copy() : shared;
        feed.send(shared, group);
      }
    }
  }

  /** A log joins the running publication; it gets the cached group, and all that comes then. */
  void attach(LoopLog log) {
    if (flushing) {
      EventLoops.run(loop, () -> attach(log));
      return;
    }
    flush();
    if (!finished && !displaced) {
      addFeed(log).seed(group);
      watched.run();
    }
  }

  @Override
  public boolean isWatched() {
    return feeds.length > 0;
  }

  @Override
  public void whenWatched(Runnable action) {
    watched = action;
  }

  /** A log is no longer there. */
  void detach(LoopLog log) {
    feeds = Arrays.stream(feeds).filter(feed -> feed.log() != log).toArray(LogFeed[]::new);
  }

  private LogFeed addFeed(LoopLog log) {
    LogFeed feed = new LogFeed(log, this);
    feeds = Arrays.copyOf(feeds, feeds.length + 1);
    feeds[feeds.length - 1] = feed;
    return feed;
  }

  @Override
  public void close(CloseReason reason) {
    close(reason, false);
  }

  /** Ends it for somebody else; the owner is told. By any thread. */
  void unpublish(CloseReason reason) {
    close(reason, true);
  }

  private void close(CloseReason reason, boolean tellOwner) {
    if (ending.compareAndSet(null, reason)) {
      EventLoops.runNow(loop, () -> finish(reason, tellOwner));
    }
  }

  /**
   * Another publication takes the name. By any thread, under the stream's lock.
   *
   * @return true if the caller has to call {@link #finishDisplaced} without the lock
   */
  boolean displace() {
    displaced = true;
    return ending.compareAndSet(null, CloseReason.TAKEN_OVER);
  }

  void finishDisplaced() {
    EventLoops.runNow(loop, () -> finish(CloseReason.TAKEN_OVER, true));
  }

  private void finish(CloseReason reason, boolean tellOwner) {
    if (flushing) {
      EventLoops.run(loop, () -> finish(reason, tellOwner));
      return;
    }
    flush();
    finished = true;
    watch.stop();
    group.clear();
    for (LogFeed feed : feeds) {
      feed.end();
    }
    feeds = NO_FEEDS;
    logEnd(reason);
    PublicationOwner told = owner;
    owner = null;
    if (tellOwner && told != null) {
      tell(told, reason);
    }
    stream.ended(this);
  }

  private void tell(PublicationOwner told, CloseReason reason) {
    try {
      told.onClosed(reason);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{}: publisher {} failed when told that it is closed", key(), publisher, e);
    }
  }

  private void logEnd(CloseReason reason) {
    Duration duration = Duration.between(begun, Instant.now());
    LOG.info(
        "{}: unpublished by {}: {}, {} s, {} bytes",
        key(),
        publisher,
        reason,
        duration.toSeconds(),
        figures.bytes());
  }

  // What follows may be called by any thread.

  int number() {
    return number;
  }

  /**
   * Where a successor's timeline begins, in ticks; {@link Timeline#NONE} if nothing was written.
   */
  long end() {
    return end;
  }

  /** Why it ends; to be asked for only after it has begun to. */
  CloseReason endReason() {
    return Objects.requireNonNull(ending.get(), "ending");
  }

  String publisher() {
    return publisher;
  }

  /** Who is told of the end; null after it. */
  @Nullable PublicationOwner owner() {
    return owner;
  }

  Instant begun() {
    return begun;
  }

  List<Track> tracks() {
    return tracks.snapshot();
  }

  PublicationFigures figures() {
    return figures;
  }

  /** Nanoseconds since something was written. */
  long silentNanos() {
    return watch.silentNanos();
  }

  long cachedBytes() {
    return group.bytes();
  }
}
