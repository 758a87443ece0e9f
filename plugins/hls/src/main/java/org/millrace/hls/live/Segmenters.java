package org.millrace.hls.live;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.SegmentedStreams;
import org.millrace.http.HttpException;

/** All streams that are being cut. Safe for use by any thread. */
public final class Segmenters implements SegmentedStreams, StreamListener {

  /**
   * When streams are cut.
   *
   * @param isAlways as long as they are published; else as long as somebody asks
   * @param idleTimeout after which nobody is thought to watch
   * @param startTimeout within which the first segment has to be there
   */
  public record Demand(boolean isAlways, Duration idleTimeout, Duration startTimeout) {}

  /** Makes the segmenter of a stream. */
  @FunctionalInterface
  public interface Factory {
    /**
     * Makes one.
     *
     * @param key the stream
     * @param epoch tells this run from others
     * @param loop where it is cut
     * @param whenClosed to be run when it is over
     * @return not subscribed yet
     */
    LiveSegmenter create(StreamKey key, String epoch, EventLoop loop, Runnable whenClosed);
  }

  private final StreamRegistry streams;
  private final Supplier<EventLoop> loops;
  private final Factory factory;
  private final Demand demand;
  private final AtomicLong epochs;
  private final Map<StreamKey, LiveSegmenter> running = new ConcurrentHashMap<>();

  /**
   * Streams to be cut.
   *
   * @param streams where they come from
   * @param loops the next one of which cuts the next stream
   * @param factory makes segmenters
   * @param demand when
   * @param firstEpoch another one at each start of the server
   */
  public Segmenters(
      StreamRegistry streams,
      Supplier<EventLoop> loops,
      Factory factory,
      Demand demand,
      long firstEpoch) {
    this.streams = streams;
    this.loops = loops;
    this.factory = factory;
    this.demand = demand;
    this.epochs = new AtomicLong(firstEpoch);
  }

  @Override
  public Optional<SegmentedStream> find(StreamKey key) {
    return running(key).map(segmenter -> segmenter);
  }

  /**
   * Finds a stream that is being cut.
   *
   * @param key the stream
   * @return empty if nobody has asked for it
   */
  public Optional<LiveSegmenter> running(StreamKey key) {
    return Optional.ofNullable(running.get(key));
  }

  /**
   * All of them.
   *
   * @return a snapshot
   */
  public List<LiveSegmenter> all() {
    return List.copyOf(running.values());
  }

  @Override
  public CompletionStage<SegmentedStream> open(StreamKey key) {
    return start(key).thenApply(segmenter -> segmenter);
  }

  /**
   * Has a stream cut, from now on if it is not already.
   *
   * @param key the stream
   * @return as {@link #open}
   */
  public CompletionStage<LiveSegmenter> start(StreamKey key) {
    LiveSegmenter segmenter = running.compute(key, this::presentOrNew);
    if (segmenter == null) {
      return CompletableFuture.failedStage(
          new HttpException(HttpResponseStatus.NOT_FOUND, key + ": nobody publishes it"));
    }
    segmenter.touch();
    return segmenter
        .await(window -> window.isReady(), demand.startTimeout())
        .thenApply(window -> segmenter);
  }

  private @Nullable LiveSegmenter presentOrNew(StreamKey key, @Nullable LiveSegmenter present) {
    boolean isLive = streams.find(key).map(LiveStream::isLive).orElse(false);
    boolean isUsable = present != null && !present.isClosed();
    if (isUsable && !(isLive && present.window().ended())) {
      return present;
    }
    return isLive ? begin(key) : null;
  }

  private LiveSegmenter begin(StreamKey key) {
    EventLoop loop = loops.get();
    String epoch = Long.toString(epochs.getAndIncrement(), Character.MAX_RADIX);
    LiveSegmenter[] made = new LiveSegmenter[1];
    made[0] = factory.create(key, epoch, loop, () -> running.remove(key, made[0]));
    StreamRegistry.SubscribeOptions options =
        new StreamRegistry.SubscribeOptions(StartMode.GOP, null);
    made[0].reads(streams.subscribe(key, options, loop, made[0]));
    return made[0];
  }

  @Override
  public void onPublished(LiveStream stream) {
    if (demand.isAlways()) {
      running.compute(stream.key(), this::presentOrNew);
    }
  }

  /** Ends what nobody has asked for. To be called now and then. */
  public void endIdle() {
    if (!demand.isAlways()) {
      closeAll(segmenter -> segmenter.idle().compareTo(demand.idleTimeout()) > 0);
    }
  }

  /** Ends all. */
  public void close() {
    closeAll(segmenter -> true);
  }

  private void closeAll(Predicate<LiveSegmenter> which) {
    running.values().stream().filter(which).forEach(LiveSegmenter::close);
  }
}
