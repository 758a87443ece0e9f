package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Track;
import org.millrace.api.stream.Audience;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.Subscriber;

/**
 * One stream, while it has a publisher or subscribers: who publishes it, and which event loops have
 * a log of it. Safe for use by any thread; the lock is held for bookkeeping only, never while
 * somebody is called.
 */
final class StreamEntry implements LiveStream {
  private final StreamKey key;
  private final StreamPolicy policy;
  private final StreamEngine engine;
  private final Object lock = new Object();
  private final Announcements announcements = new Announcements(this::announced);

  // Guarded by the lock.
  private final Map<EventLoop, Members> members = new HashMap<>();
  private boolean gone;
  private int publications;
  private long lastEnd = Timeline.NONE;
  private long bytesOutBefore;
  private long framesDroppedBefore;

  // Written under the lock, read without it.
  private volatile int subscribers;
  private final List<Audience> audiences = new CopyOnWriteArrayList<>();
  private volatile @Nullable DefaultPublication present;
  private volatile @Nullable DefaultPublication latest;

  /** A log, and how many subscriptions it has or will have. */
  private static final class Members {
    private final LoopLog log;
    private int count;

    private Members(LoopLog log) {
      this.log = log;
    }
  }

  StreamEntry(StreamKey key, StreamPolicy policy, StreamEngine engine) {
    this.key = key;
    this.policy = policy;
    this.engine = engine;
  }

  StreamPolicy policy() {
    return policy;
  }

  /**
   * Begins a publication.
   *
   * @return null if this entry has been taken out of the registry
   */
  @Nullable DefaultPublication publish(EventLoop loop, PublicationOwner owner)
      throws StreamBusyException {
    DefaultPublication displaced;
    DefaultPublication begun;
    List<LoopLog> logs;
    boolean toFinish = false;
    boolean toAnnounce = false;
    synchronized (lock) {
      if (gone) {
        return null;
      }
      displaced = present;
      if (displaced != null) {
        checkDisplaceable(displaced);
        toFinish = displaced.displace();
        toAnnounce = addEnd(displaced);
      }
      logs = logs();
      begun = new DefaultPublication(this, ++publications, loop, owner, endBefore(displaced), logs);
      toAnnounce |= announcements.add(loop, () -> engine.announce(this));
      present = begun;
      latest = begun;
    }
    begun.start(logs);
    if (toFinish) {
      displaced.finishDisplaced();
    }
    if (toAnnounce) {
      announcements.run();
    }
    return begun;
  }

  private void checkDisplaceable(DefaultPublication holder) throws StreamBusyException {
    StreamPolicy.Duplicates duplicates = policy.duplicates();
    boolean displaceable =
        !holder.isOpen()
            || switch (duplicates.policy()) {
              case REFUSE -> false;
              case TAKE_OVER -> true;
              case TAKE_OVER_SILENT -> holder.silentNanos() >= duplicates.silence().toNanos();
            };
    if (!displaceable) {
      throw new StreamBusyException(key, holder.publisher());
    }
  }

  /** Where the timeline goes on, if somebody watches. */
  private long endBefore(@Nullable DefaultPublication displaced) {
    if (members.isEmpty()) {
      return Timeline.NONE;
    }
    return displaced == null ? lastEnd : displaced.end();
  }

  private boolean addEnd(DefaultPublication publication) {
    return announcements.add(
        publication.eventLoop(), () -> engine.announceEnd(this, publication.endReason()));
  }

  /** A publication has ended, and its name is free if no other has taken it. */
  void ended(DefaultPublication publication) {
    boolean toAnnounce = false;
    synchronized (lock) {
      if (present == publication) {
        present = null;
        lastEnd = publication.end();
        toAnnounce = addEnd(publication);
      }
    }
    if (toAnnounce) {
      announcements.run();
    }
  }

  private void announced() {
    synchronized (lock) {
      vanishIfUnused();
    }
  }

  /**
   * Begins a subscription.
   *
   * @return null if this entry has been taken out of the registry
   */
  @Nullable DefaultSubscription subscribe(
      SubscribeOptions options, EventLoop loop, Subscriber subscriber) {
    LoopLog log;
    DefaultPublication running = null;
    synchronized (lock) {
      if (gone) {
        return null;
      }
      Members joined = members.get(loop);
      if (joined == null) {
        joined = new Members(new LoopLog(this, loop, policy, engine.allocator()));
        members.put(loop, joined);
        running = present;
      }
      joined.count++;
      subscribers++;
      log = joined.log;
    }
    StartMode mode = options.startMode() == null ? policy.startMode() : options.startMode();
    LagPolicy lag = options.lagPolicy() == null ? policy.lagPolicy() : options.lagPolicy();
    DefaultSubscription subscription = new DefaultSubscription(log, subscriber, mode, lag);
    if (subscriber instanceof Audience audience) {
      audiences.add(audience);
    }
    log.send(new LogEvent.Join(subscription));
    if (running != null) {
      DefaultPublication publication = running;
      EventLoops.runNow(publication.eventLoop(), () -> publication.attach(log));
    }
    return subscription;
  }

  /** A subscription of a log has ended; called on the log's event loop. */
  void left(LoopLog log, DefaultSubscription subscription) {
    engine.ended(subscription);
    if (subscription.subscriber() instanceof Audience audience) {
      audiences.remove(audience);
    }
    DefaultPublication running;
    synchronized (lock) {
      subscribers--;
      Members left = members.get(log.eventLoop());
      if (left == null || --left.count > 0) {
        return;
      }
      members.remove(log.eventLoop());
      bytesOutBefore += log.bytesOut();
      framesDroppedBefore += log.framesDropped();
      running = present;
      vanishIfUnused();
    }
    log.retire();
    if (running != null) {
      EventLoops.run(running.eventLoop(), () -> running.detach(log));
    }
  }

  private void vanishIfUnused() {
    if (present == null && members.isEmpty() && announcements.isIdle()) {
      gone = true;
      engine.remove(this);
    }
  }

  /**
   * Ends the publication and the subscriptions that are chosen.
   *
   * @return is complete when everything of them has been released
   */
  CompletableFuture<Void> shutDown(StreamSelection which) {
    boolean all = which.application().test(key.application());
    Predicate<Object> chosen = all ? participant -> true : which.participant();
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    DefaultPublication publication = present;
    PublicationOwner owner = publication == null ? null : publication.owner();
    if (publication != null && (owner == null || chosen.test(owner))) {
      publication.unpublish(CloseReason.SHUTDOWN);
      ends.add(after(publication.eventLoop(), () -> {}));
    }
    for (LoopLog log : logs()) {
      ends.add(after(log.eventLoop(), () -> log.closeAll(chosen, CloseReason.SHUTDOWN)));
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }

  private List<LoopLog> logs() {
    synchronized (lock) {
      return members.values().stream().map(each -> each.log).toList();
    }
  }

  private static CompletableFuture<Void> after(EventLoop loop, Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    EventLoops.run(
        loop,
        () -> {
          task.run();
          done.complete(null);
        });
    return done;
  }

  /** Whether it has a publisher or subscribers. */
  boolean isUsed() {
    return present != null || subscribers > 0;
  }

  @Override
  public StreamKey key() {
    return key;
  }

  @Override
  public boolean isLive() {
    return present != null;
  }

  @Override
  public Optional<String> publisher() {
    return Optional.ofNullable(present).map(DefaultPublication::publisher);
  }

  @Override
  public Optional<Instant> publishedAt() {
    return Optional.ofNullable(present).map(DefaultPublication::begun);
  }

  @Override
  public List<Track> tracks() {
    DefaultPublication publication = latest;
    return publication == null ? List.of() : publication.tracks();
  }

  /** Subscriptions, but for those that stand for as many as they say. */
  private int viewers() {
    int viewers = subscribers;
    for (Audience audience : audiences) {
      viewers += audience.viewers() - 1;
    }
    return Math.max(0, viewers);
  }

  @Override
  public StreamStatistics statistics() {
    int viewers = viewers();
    DefaultPublication publication = latest;
    PublicationFigures in = publication == null ? PublicationFigures.NONE : publication.figures();
    synchronized (lock) {
      long bytesOut = bytesOutBefore;
      long dropped = framesDroppedBefore;
      // Logs and cache share their frames, so that the largest holds about as much as all.
      long frames = publication == null ? 0 : publication.cachedBytes();
      long encoded = 0;
      for (Members each : members.values()) {
        bytesOut += each.log.bytesOut();
        dropped += each.log.framesDropped();
        frames = Math.max(frames, each.log.frameBytes());
        encoded += each.log.encodedBytes();
      }
      return in.with(viewers, bytesOut, dropped, frames + encoded);
    }
  }

  @Override
  public void unpublish(CloseReason reason) {
    DefaultPublication publication = present;
    if (publication != null) {
      publication.unpublish(reason);
    }
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
