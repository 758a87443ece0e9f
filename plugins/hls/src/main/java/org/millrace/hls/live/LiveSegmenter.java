package org.millrace.hls.live;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.Audience;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.Subscription;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentKey;
import org.millrace.hls.segment.SegmentListener;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.http.HttpException;

/**
 * One run of a live stream, cut into segments: reads the subscription, says what has become
 * available, and wakes those who wait for it.
 *
 * <p>When the publisher goes, the stream stays open for a time, in case it comes back; then it is
 * marked as ended, stays fetchable as long as players may want what they have listed, and closes.
 */
public final class LiveSegmenter implements SegmentedStream, Audience {

  /**
   * What a segmenter is made with.
   *
   * @param key the stream
   * @param epoch tells this run from others
   * @param loop where it is cut
   * @param targetDuration least target duration; seconds
   * @param returnTimeout how long a publisher may be away
   * @param linger how long the end of a stream can be fetched
   * @param maxWaiting requests that may wait for what is to come
   * @param nanoClock for idle times
   * @param viewers how many watch, as far as they can be told apart
   */
  record Setup(
      StreamKey key,
      String epoch,
      EventLoop loop,
      int targetDuration,
      Duration returnTimeout,
      Duration linger,
      int maxWaiting,
      LongSupplier nanoClock,
      IntSupplier viewers) {}

  /** Players ask for something in each target duration; who has not in so many is gone. */
  private static final int SILENCE = 3;

  private record Waiter(Predicate<StreamWindow> reached, CompletableFuture<StreamWindow> answer) {}

  private final Setup setup;
  private final Cutter cutter;
  private final @Nullable KeyRing keys;
  private final Runnable whenClosed;
  private final List<Waiter> waiters = new ArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final List<SegmentListener> listeners = new CopyOnWriteArrayList<>();
  private volatile StreamWindow window;
  private volatile long touched;
  private volatile boolean isClosed;
  private @Nullable Subscription subscription;
  private int publications;

  /** Whether frames are taken; before that the stream is left to say what it consists of. */
  private boolean begun;

  private @Nullable ScheduledFuture<?> waitingToBegin;

  LiveSegmenter(Setup setup, Cutter cutter, @Nullable KeyRing keys, Runnable whenClosed) {
    this.setup = setup;
    this.cutter = cutter;
    this.keys = keys;
    this.whenClosed = whenClosed;
    this.window = new StreamWindow(0, setup.targetDuration(), List.of(), false);
    touch();
  }

  /** Is given the subscription that it reads. */
  void reads(Subscription given) {
    setup
        .loop()
        .execute(
            () -> {
              if (isClosed) {
                given.close();
              } else {
                subscription = given;
              }
            });
  }

  @Override
  public StreamKey key() {
    return setup.key();
  }

  @Override
  public String epoch() {
    return setup.epoch();
  }

  @Override
  public EventLoop eventLoop() {
    return setup.loop();
  }

  @Override
  public StreamWindow window() {
    return window;
  }

  @Override
  public void touch() {
    touched = setup.nanoClock().getAsLong();
  }

  /** Those who cannot be told apart, because they share an address, are one. */
  @Override
  public int viewers() {
    boolean isWatched = idle().toSeconds() <= (long) SILENCE * window.targetDuration();
    return Math.max(setup.viewers().getAsInt(), isWatched ? 1 : 0);
  }

  Duration idle() {
    return Duration.ofNanos(setup.nanoClock().getAsLong() - touched);
  }

  /**
   * Whether this run is over.
   *
   * @return true if nothing can be fetched any more
   */
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public Optional<Segment> segment(String rendition, long number) {
    return cutter.renditions().segment(rendition, number);
  }

  /**
   * A key of the stream. Who asks for it may watch the stream; that is for the caller to know.
   *
   * @param index its number
   * @return empty if the stream is not encrypted
   */
  public Optional<SegmentKey> encryptionKey(int index) {
    return keys == null ? Optional.empty() : Optional.of(keys.key(index));
  }

  @Override
  public StreamRegistry.Registration addListener(SegmentListener listener) {
    listeners.add(listener);
    setup.loop().execute(() -> listener.onWindow(window));
    return () -> listeners.remove(listener);
  }

  /**
   * Waits for something to become available. Any thread.
   *
   * @param reached what is waited for; called on the stream's loop
   * @return completed, on the stream's loop or at once, with the window that has it, or the last
   *     window if the stream ends before; or exceptionally with {@link HttpException}, status 503.
   *     Who waits no more cancels it
   */
  public CompletableFuture<StreamWindow> await(Predicate<StreamWindow> reached) {
    StreamWindow present = window;
    CompletableFuture<StreamWindow> answer = new CompletableFuture<>();
    if (isOver(present) || reached.test(present)) {
      answer.complete(present);
      return answer;
    }
    if (waiting.incrementAndGet() > setup.maxWaiting()) {
      waiting.decrementAndGet();
      answer.completeExceptionally(
          refused(setup.key() + ": " + setup.maxWaiting() + " requests wait already"));
      return answer;
    }
    answer.whenComplete((result, failure) -> waiting.decrementAndGet());
    try {
      setup.loop().execute(() -> enlist(new Waiter(reached, answer)));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(refused(setup.key() + ": the server stops"));
    }
    return answer;
  }

  private static HttpException refused(String detail) {
    return new HttpException(HttpResponseStatus.SERVICE_UNAVAILABLE, detail);
  }

  private boolean isOver(StreamWindow present) {
    return present.ended() || isClosed;
  }

  private void enlist(Waiter waiter) {
    if (isOver(window) || waiter.reached().test(window)) {
      waiter.answer().complete(window);
    } else {
      waiters.add(waiter);
    }
  }

  @Override
  public void onPublished(Subscription source) {
    publications++;
  }

  @Override
  public void onFrames(Subscription source) {
    if (begun || mayBegin(source)) {
      takeAll(source);
    }
  }

  private boolean mayBegin(Subscription source) {
    Duration patience = cutter.patience(source.stream());
    begun = patience.isZero();
    if (!begun && waitingToBegin == null) {
      waitingToBegin =
          setup.loop().schedule(() -> begin(source), patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    return begun;
  }

  private void begin(Subscription source) {
    if (!isClosed && !begun) {
      begun = true;
      takeAll(source);
    }
  }

  private void takeAll(Subscription source) {
    List<MediaFrame> frames = new ArrayList<>();
    MediaFrame next = source.poll();
    while (next != null) {
      frames.add(next);
      next = source.poll();
    }
    try {
      if (!window.ended() && cutter.take(frames)) {
        publish(false);
      }
    } finally {
      frames.forEach(ReferenceCountUtil::release);
    }
  }

  @Override
  public void onUnpublished(Subscription source) {
    cutter.interrupt();
    publish(false);
    int gone = publications;
    setup
        .loop()
        .schedule(
            () -> {
              if (publications == gone) {
                finish();
              }
            },
            setup.returnTimeout().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void onClosed(Subscription source, CloseReason reason) {
    finish();
  }

  /** Nothing more comes. */
  private void finish() {
    if (isClosed || window.ended()) {
      return;
    }
    cutter.interrupt();
    publish(true);
    setup.loop().schedule(this::close, setup.linger().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void publish(boolean ended) {
    List<Rendition> renditions = cutter.renditions().snapshot();
    StreamWindow present = window;
    if (!ended && present.renditions().equals(renditions)) {
      return;
    }
    int target = Math.max(present.targetDuration(), longest(renditions));
    window = new StreamWindow(present.version() + 1, target, renditions, ended);
    StreamWindow now = window;
    listeners.forEach(listener -> listener.onWindow(now));
    wake(now);
  }

  /** RFC 8216 section 4.3.3.1: no EXTINF, rounded to the nearest integer, may be longer. */
  private static int longest(List<Rendition> renditions) {
    return renditions.stream()
        .flatMap(rendition -> rendition.last().stream())
        .mapToInt(
            segment -> (int) Math.round((double) segment.duration() / MediaTime.TICKS_PER_SECOND))
        .max()
        .orElse(0);
  }

  private void wake(StreamWindow now) {
    List<Waiter> awake = new ArrayList<>();
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (waiter.answer().isDone()) {
        all.remove();
      } else if (isOver(now) || waiter.reached().test(now)) {
        all.remove();
        awake.add(waiter);
      }
    }
    awake.forEach(waiter -> waiter.answer().complete(now));
  }

  /** Ends the run and lets go of all segments. Any thread. */
  void close() {
    if (setup.loop().inEventLoop()) {
      closeHere();
    } else {
      setup.loop().execute(this::closeHere);
    }
  }

  private void closeHere() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (subscription != null) {
      subscription.close();
    }
    wake(window);
    cutter.close();
    whenClosed.run();
  }

  /**
   * How many requests wait.
   *
   * @return a snapshot
   */
  public int waiting() {
    return waiting.get();
  }

  /**
   * Waits, but not for longer than a time.
   *
   * @param reached what is waited for
   * @param limit the time
   * @return as {@link #await(Predicate)}; after the time with {@link HttpException}, status 503
   */
  public CompletionStage<StreamWindow> await(Predicate<StreamWindow> reached, Duration limit) {
    CompletableFuture<StreamWindow> answer = await(reached);
    if (!answer.isDone()) {
      ScheduledFuture<?> timer =
          setup
              .loop()
              .schedule(
                  () ->
                      answer.completeExceptionally(
                          refused(
                              setup.key() + ": nothing new within " + limit.toSeconds() + " s")),
                  limit.toNanos(),
                  TimeUnit.NANOSECONDS);
      answer.whenComplete((result, failure) -> timer.cancel(false));
    }
    return answer;
  }
}
