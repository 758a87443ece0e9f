package org.millrace.server.stream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.function.Predicate;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Subscriber;

/**
 * The log of one stream on one event loop: its newest frames, their encoded views, and the
 * subscriptions that read them. Confined to that loop, but for {@link #send} and what says so.
 *
 * <p>Whenever frames have come, every subscription is served once. Without merging that is once for
 * each batch of the publisher; with it, once for each window, which begins with the first frame
 * that waits. Key frames make no difference, they come with the rest of their window.
 *
 * <p>A publisher that takes over from another, or comes back within the resume window, is announced
 * to subscribers by another {@link Subscriber#onPublished}, without {@link
 * Subscriber#onUnpublished} before it: players take the latter for the end.
 */
final class LoopLog {
  private static final Logger LOG = LogManager.getLogger(LoopLog.class);

  private final StreamEntry stream;
  private final EventLoop loop;
  private final MergeWindow window;
  private final long resumeNanos;
  private final LogInbox inbox;
  private final FrameRing ring;
  private final EncodedViews views;
  private final SubscriptionList subscriptions = new SubscriptionList();
  private final SubscriptionList.Visitor server = this::serve;
  private final StallWatch stalls;
  private final Counter bytesOut = new Counter();
  private final Counter framesDropped = new Counter();

  private int publication;
  private boolean live;
  private long nextIndex;

  /** Everything before has been offered before: who stands there lags, or has not started. */
  private long freshFrom;

  private long servedTo;
  private long slowest;
  private boolean serving;
  private boolean serveAgain;
  private long maxLagTicks;
  private boolean retired;

  LoopLog(StreamEntry stream, EventLoop loop, StreamPolicy policy, ByteBufAllocator allocator) {
    this.stream = stream;
    this.loop = loop;
    this.window = new MergeWindow(loop, policy.mergeWrite(), this::serveAll);
    this.resumeNanos = policy.resumeWindow().toNanos();
    this.stalls = new StallWatch(loop, subscriptions, this::stalled);
    this.inbox = new LogInbox(loop, this::receive, this::framesCame);
    this.ring = new FrameRing(policy.groupCache());
    this.views = new EncodedViews(ring, allocator);
  }

  StreamEntry stream() {
    return stream;
  }

  EventLoop eventLoop() {
    return loop;
  }

  FrameRing ring() {
    return ring;
  }

  EncodedViews views() {
    return views;
  }

  long freshFrom() {
    return freshFrom;
  }

  // ---- what publishers do

  /** Sends an event from another thread. */
  void send(LogEvent event) {
    inbox.send(event);
  }

  /** What has been sent and not been received; for any thread. */
  long backlog() {
    return inbox.backlog();
  }

  /** Receives an event from a publisher on this event loop. */
  void accept(LogEvent event) {
    inbox.drain();
    receive(event);
    framesCame();
  }

  /**
   * Receives frames from a publisher on this event loop.
   *
   * @param number of the publication
   * @param frames a count of each is owned by the log, the batch is not
   */
  void accept(int number, FrameBatch frames) {
    inbox.drain();
    append(number, frames);
    framesCame();
  }

  private void receive(LogEvent event) {
    if (event instanceof LogEvent.Batch batch) {
      append(batch.publication(), batch.frames());
    } else if (event instanceof LogEvent.Join join) {
      join(join.subscription());
    } else if (event instanceof LogEvent.Begin begin) {
      begin(begin.publication());
    } else if (event instanceof LogEvent.Seed seed) {
      seed(seed.publication(), seed.frames());
    } else if (event instanceof LogEvent.End end) {
      end(end.publication());
    }
  }

  private void begin(int number) {
    if (!retired && number > publication) {
      switchTo(number);
      subscriptions.forEach(subscription -> subscription.cursor().linkToNext());
      subscriptions.forEach(DefaultSubscription::tellPublished);
    }
  }

  private void seed(int number, FrameBatch frames) {
    boolean joins = !retired && number > publication;
    if (joins) {
      switchTo(number);
    }
    append(number, frames);
    if (joins) {
      subscriptions.forEach(subscription -> subscription.cursor().link());
      subscriptions.forEach(DefaultSubscription::tellPublished);
    }
  }

  private void switchTo(int number) {
    breakThread(0);
    publication = number;
    nextIndex = 0;
    live = true;
  }

  private void append(int number, FrameBatch frames) {
    if (retired || number != publication) {
      frames.release();
      return;
    }
    for (int i = 0; i < frames.size(); i++) {
      append(frames.at(i));
    }
    freshFrom = Math.max(freshFrom, ring.tail());
  }

  private void append(LogEntry entry) {
    if (entry.index() < nextIndex) {
      entry.frame().release();
      return;
    }
    if (entry.index() > nextIndex) {
      skipTo(entry.index());
    }
    nextIndex = entry.index() + 1;
    ring.append(entry);
  }

  /** Frames between the last one and this one have not come, and will not. */
  private void skipTo(long index) {
    if (ring.next() > ring.seam()) {
      breakThread(index - nextIndex);
    } else {
      ring.closeIntro();
    }
  }

  private void breakThread(long missing) {
    long before = ring.seam();
    ring.breakThread(missing);
    freshFrom = ring.seam();
    subscriptions.forEach(subscription -> subscription.cursor().threadBroken(before));
  }

  private void end(int number) {
    if (retired || number != publication || !live) {
      return;
    }
    serveAll();
    if (resumeNanos == 0) {
      tellUnpublished(number);
    } else {
      EventLoops.schedule(loop, () -> tellUnpublished(number), resumeNanos);
    }
  }

  /** Tells the subscribers, unless another publisher has come meanwhile. */
  private void tellUnpublished(int number) {
    if (!retired && live && number == publication) {
      live = false;
      subscriptions.forEach(DefaultSubscription::tellUnpublished);
    }
  }

  // ---- what subscriptions do

  private void join(DefaultSubscription subscription) {
    if (subscription.isClosed()) {
      stream.left(this, subscription);
      return;
    }
    subscriptions.add(subscription);
    maxLagTicks = Math.max(maxLagTicks, subscription.cursor().maxLagTicks());
    stalls.joined(subscription);
    if (live) {
      subscription.cursor().link();
      subscription.tellPublished();
      serve(subscription);
    }
  }

  /** Lets a subscription go that has been closed; by any thread. */
  void leave(DefaultSubscription subscription) {
    EventLoops.runNow(loop, () -> remove(subscription));
  }

  private void remove(DefaultSubscription subscription) {
    if (subscription.slot() != SubscriptionList.ABSENT) {
      subscriptions.remove(subscription);
      subscription.dispose();
      stream.left(this, subscription);
    }
  }

  void countTaken(long bytes) {
    bytesOut.add(bytes);
  }

  void countDropped(long frames) {
    framesDropped.add(frames);
  }

  // ---- serving

  private void framesCame() {
    if (ring.next() != servedTo) {
      window.framesCame();
    }
  }

  /** Calls every subscription once; if frames come meanwhile, once more. */
  private void serveAll() {
    if (serving) {
      serveAgain = true;
      return;
    }
    serving = true;
    do {
      serveAgain = false;
      slowest = ring.next();
      freshFrom = Math.max(Math.max(servedTo, ring.seam()), ring.tail());
      servedTo = ring.next();
      subscriptions.forEach(server);
    } while (serveAgain);
    serving = false;
    ring.trim(slowest, maxLagTicks);
    views.trim(slowest);
    freshFrom = Math.max(freshFrom, ring.tail());
  }

  private void serve(DefaultSubscription subscription) {
    subscription.serve();
    slowest = Math.min(slowest, subscription.cursor().needs());
  }

  private void stalled(DefaultSubscription subscription) {
    LOG.info("{}: subscriber closed: took nothing for too long", stream.key());
    subscription.close(CloseReason.TOO_SLOW);
  }

  /** Closes the subscriptions of chosen subscribers. */
  void closeAll(Predicate<Object> chosen, CloseReason reason) {
    subscriptions.forEach(
        subscription -> {
          if (chosen.test(subscription.subscriber())) {
            subscription.close(reason);
          }
        });
  }

  /** The last subscription has left: releases all, also what is still to come. */
  void retire() {
    retired = true;
    inbox.drain();
    views.close();
    ring.clear();
  }

  // ---- figures, for any thread

  long frameBytes() {
    return ring.bytes();
  }

  long encodedBytes() {
    return views.bytes();
  }

  long bytesOut() {
    return bytesOut.get();
  }

  long framesDropped() {
    return framesDropped.get();
  }
}
