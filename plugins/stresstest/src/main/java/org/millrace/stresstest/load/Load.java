package org.millrace.stresstest.load;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.millrace.rtmp.client.RtmpDialer;
import org.millrace.stresstest.media.SyntheticStream;

/**
 * Many connections of one kind, opened at a rate; they stay until the load is closed. Thread-safe.
 */
public final class Load {
  private final RtmpDialer dialer;
  private final ScheduledExecutorService scheduler;
  private final LoadPlan plan;
  private final Kind kind;
  private final Ramp ramp;
  private final Map<EventLoop, LoopShare> shares = new ConcurrentHashMap<>();
  private final Failures failures = new Failures();
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger undecided;
  private final AtomicInteger missing;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile long beginNanos = System.nanoTime();
  private volatile boolean closing;

  /** Makes a connection by its number. */
  @FunctionalInterface
  private interface Kind {
    LoadConnection make(Load load, int index);
  }

  private Load(RtmpDialer dialer, ScheduledExecutorService scheduler, LoadPlan plan, Kind kind) {
    this.dialer = dialer;
    this.scheduler = scheduler;
    this.plan = plan;
    this.kind = kind;
    this.undecided = new AtomicInteger(plan.connections());
    this.missing = new AtomicInteger(plan.connections());
    this.ramp = new Ramp(plan.connections(), plan.perSecond(), this::open);
  }

  /**
   * Players, not started yet.
   *
   * @param dialer opens their connections
   * @param scheduler paces the opening
   * @param plan how many, and what they play
   * @param sampled how many of them look at every frame
   * @param slowPercent how many of a hundred of the others take next to nothing
   * @return a load
   */
  public static Load players(
      RtmpDialer dialer,
      ScheduledExecutorService scheduler,
      LoadPlan plan,
      int sampled,
      int slowPercent) {
    return new Load(
        dialer,
        scheduler,
        plan,
        (load, index) ->
            new Player(
                load,
                index,
                plan.stream().apply(index),
                PlayerKind.of(index, plan.connections(), sampled, slowPercent)));
  }

  /**
   * Publishers, not started yet.
   *
   * @param dialer opens their connections
   * @param scheduler paces the opening
   * @param plan how many, and what they publish
   * @param media what they send
   * @return a load
   */
  public static Load publishers(
      RtmpDialer dialer, ScheduledExecutorService scheduler, LoadPlan plan, SyntheticStream media) {
    return new Load(
        dialer,
        scheduler,
        plan,
        (load, index) ->
            new Publisher(
                load,
                index,
                plan.stream().apply(index),
                media,
                media.pictureNanos(1) * index / plan.connections()));
  }

  /** Begins to open connections. */
  public void start() {
    ramp.start(scheduler);
  }

  private void open(int index) {
    alive.incrementAndGet();
    kind.make(this, index).open(dialer);
  }

  /**
   * When every connection has begun to play or publish, or has failed.
   *
   * @return completed then, by any thread
   */
  public CompletionStage<Void> settled() {
    return settled;
  }

  /**
   * When every connection has ended, and none is to be opened again.
   *
   * @return completed then, by any thread
   */
  public CompletionStage<Void> gone() {
    return gone;
  }

  /**
   * How many connections there are to be.
   *
   * @return as planned
   */
  public int connections() {
    return plan.connections();
  }

  /**
   * How many connections are open, or being opened.
   *
   * @return the number now
   */
  public int alive() {
    return alive.get();
  }

  /**
   * How many connections have failed.
   *
   * @return the number up to now
   */
  public int errors() {
    return failures.count();
  }

  /**
   * Why connections have failed.
   *
   * @return a line for each reason, the most frequent first
   */
  public List<String> failures() {
    return failures.lines();
  }

  /**
   * Forgets what has been measured, and measures from now on.
   *
   * @return completed when all connections do so
   */
  public CompletionStage<Void> begin() {
    beginNanos = System.nanoTime();
    return onLoops(
            share -> {
              share.begin();
              return share;
            })
        .thenApply(all -> null);
  }

  /**
   * What has been measured.
   *
   * @return of all connections
   */
  public CompletionStage<Figures> figures() {
    return onLoops(LoopShare::figures)
        .thenApply(parts -> Figures.of(System.nanoTime() - beginNanos, parts));
  }

  /**
   * What has been measured; and it is measured anew from now on.
   *
   * @return of all connections, since the last time
   */
  public CompletionStage<Figures> takeFigures() {
    long since = beginNanos;
    long now = System.nanoTime();
    beginNanos = now;
    return onLoops(
            share -> {
              Figures.Part part = share.figures();
              share.begin();
              return part;
            })
        .thenApply(parts -> Figures.of(now - since, parts));
  }

  /**
   * Closes all connections, in good order.
   *
   * @return completed when all have been told to
   */
  public CompletionStage<Void> close() {
    closing = true;
    ramp.stop();
    return onLoops(
            share -> {
              share.close();
              return share;
            })
        .thenApply(all -> null);
  }

  private <T> CompletionStage<List<T>> onLoops(Function<LoopShare, T> task) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    shares.forEach(
        (loop, share) -> answers.add(CompletableFuture.supplyAsync(() -> task.apply(share), loop)));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
  }

  /** A connection is open; called on its loop. */
  LoopShare join(LoadConnection connection, EventLoop loop) {
    LoopShare share = shares.computeIfAbsent(loop, any -> new LoopShare());
    share.add(connection);
    return share;
  }

  /** A connection has begun to play or to publish. */
  void ready() {
    decided();
  }

  private void decided() {
    if (undecided.decrementAndGet() == 0) {
      settled.complete(null);
    }
  }

  /** A connection has ended; not by itself if there is no reason. */
  void ended(int index, boolean wasReady, String reason) {
    alive.decrementAndGet();
    if (!closing) {
      failures.add(reason);
    }
    endOrOpenAgain(index);
    if (!wasReady) {
      decided();
    }
  }

  private void endOrOpenAgain(int index) {
    if (closing || plan.reopenAfter().isZero()) {
      if (missing.decrementAndGet() == 0) {
        gone.complete(null);
      }
    } else {
      long millis = plan.reopenAfter().toMillis();
      scheduler.schedule(() -> ramp.openAgain(index), millis, TimeUnit.MILLISECONDS);
    }
  }

  /** What a stage failed with, for people. */
  static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String message = cause == null ? null : cause.getMessage();
    return message == null ? String.valueOf(cause) : message;
  }
}
