package org.millrace.server.stream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/**
 * All live streams of the server. Safe for use by any thread.
 *
 * <p>Time is what the event loops' tickers say.
 */
public final class StreamEngine implements StreamRegistry {
  private static final Logger LOG = LogManager.getLogger(StreamEngine.class);

  private final Function<String, StreamPolicy> policies;
  private final ByteBufAllocator allocator;
  private final Map<StreamKey, StreamEntry> streams = new ConcurrentHashMap<>();
  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Consumer<Subscription> whenEnded = subscription -> {};
  private volatile boolean closed;

  /**
   * An engine without streams.
   *
   * @param policies how the streams of an application behave, by the application's name; asked when
   *     a stream appears; must not return null
   */
  public StreamEngine(Function<String, StreamPolicy> policies) {
    this(policies, PooledByteBufAllocator.DEFAULT);
  }

  /**
   * An engine whose encoded bytes come from somewhere else.
   *
   * @param allocator slices of its buffers should be pooled, too: there is one for each batch and
   *     subscriber
   */
  StreamEngine(Function<String, StreamPolicy> policies, ByteBufAllocator allocator) {
    this.policies = policies;
    this.allocator = allocator;
  }

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner)
      throws StreamBusyException {
    DefaultPublication publication = null;
    while (publication == null) {
      publication = entry(key).publish(eventLoop, owner);
    }
    LOG.info("{}: published by {}", key, owner.describe());
    if (closed) {
      publication.unpublish(CloseReason.SHUTDOWN);
    }
    return publication;
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    DefaultSubscription subscription = null;
    while (subscription == null) {
      subscription = entry(key).subscribe(options, eventLoop, subscriber);
    }
    if (closed) {
      subscription.end(CloseReason.SHUTDOWN);
    }
    return subscription;
  }

  private StreamEntry entry(StreamKey key) {
    return streams.computeIfAbsent(
        key, absent -> new StreamEntry(absent, policies.apply(absent.application()), this));
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return Optional.<LiveStream>ofNullable(streams.get(key)).filter(StreamEngine::isUsed);
  }

  @Override
  public Collection<LiveStream> streams() {
    return streams.values().stream()
        .<LiveStream>map(entry -> entry)
        .filter(StreamEngine::isUsed)
        .toList();
  }

  private static boolean isUsed(LiveStream stream) {
    return stream instanceof StreamEntry entry && entry.isUsed();
  }

  @Override
  public Registration addListener(StreamListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Ends all publications and subscriptions, with {@link CloseReason#SHUTDOWN}, and whatever begins
   * later. Idempotent. The event loops have to run until it is done.
   *
   * @return is complete when all have been told and everything has been released
   */
  public CompletionStage<Void> close() {
    closed = true;
    return close(StreamSelection.ALL);
  }

  /**
   * Ends publications and subscriptions with {@link CloseReason#SHUTDOWN}, those that are chosen
   * alone. Who begins at the same time may be missed.
   *
   * @param which what is to end
   * @return is complete when all of them have been told
   */
  public CompletionStage<Void> close(StreamSelection which) {
    return CompletableFuture.allOf(
        streams.values().stream()
            .map(entry -> entry.shutDown(which))
            .toArray(CompletableFuture[]::new));
  }

  /**
   * Says who is told of subscriptions that end.
   *
   * @param listener called on their event loops
   */
  public void tellOfEnds(Consumer<Subscription> listener) {
    whenEnded = listener;
  }

  /** A subscription has ended; on its event loop. */
  void ended(Subscription subscription) {
    whenEnded.accept(subscription);
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  /** Takes out an entry that nobody uses. */
  void remove(StreamEntry entry) {
    streams.remove(entry.key(), entry);
  }

  /** Tells the listeners of a publisher that began; on its event loop. */
  void announce(StreamEntry stream) {
    tell(listener -> listener.onPublished(stream));
  }

  /** Tells the listeners of a publisher that ended; on its event loop. */
  void announceEnd(StreamEntry stream, CloseReason reason) {
    tell(listener -> listener.onUnpublished(stream, reason));
  }

  private void tell(Consumer<StreamListener> message) {
    for (StreamListener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("stream listener failed", e);
      }
    }
  }
}
