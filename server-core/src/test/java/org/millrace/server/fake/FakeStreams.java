package org.millrace.server.fake;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.Subscriber;

/** Remembers who publishes and subscribes; frames go where the test takes them. */
public final class FakeStreams implements StreamRegistry {
  private final Map<StreamKey, FakePublication> live = new ConcurrentHashMap<>();
  private final List<FakeSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  /** From now on, publishing and subscribing have a bug. */
  public void breakDown() {
    broken = true;
  }

  private void requireWhole() {
    if (broken) {
      throw new IllegalStateException("bug");
    }
  }

  @Override
  public FakePublication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner)
      throws StreamBusyException {
    requireWhole();
    FakePublication publication = new FakePublication(key, eventLoop, owner);
    FakePublication holder = live.putIfAbsent(key, publication);
    if (holder != null) {
      throw new StreamBusyException(key, holder.owner.describe());
    }
    return publication;
  }

  @Override
  public FakeSubscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    requireWhole();
    FakeSubscription subscription = new FakeSubscription(stream(key), eventLoop, subscriber);
    subscriptions.add(subscription);
    return subscription;
  }

  /** All subscriptions that were ever made. */
  public List<FakeSubscription> subscriptions() {
    return subscriptions;
  }

  /** The present publication, or null. */
  public FakePublication publication(StreamKey key) {
    return live.get(key);
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return Optional.ofNullable(live.get(key)).map(publication -> stream(key));
  }

  @Override
  public Collection<LiveStream> streams() {
    return live.keySet().stream().map(this::stream).toList();
  }

  @Override
  public Registration addListener(StreamListener listener) {
    return () -> {};
  }

  public LiveStream stream(StreamKey key) {
    return new FakeStream(key);
  }

  /** A publication that keeps what is written. */
  public final class FakePublication implements Publication {
    private final StreamKey key;
    private final EventLoop loop;
    private final PublicationOwner owner;
    private final List<MediaFrame> written = new CopyOnWriteArrayList<>();
    private volatile CloseReason closed;

    FakePublication(StreamKey key, EventLoop loop, PublicationOwner owner) {
      this.key = key;
      this.loop = loop;
      this.owner = owner;
    }

    /** To be released by the test. */
    public List<MediaFrame> written() {
      return written;
    }

    /** Null while it is open. */
    public CloseReason closed() {
      return closed;
    }

    public void kick() {
      close(CloseReason.KICKED);
      owner.onClosed(CloseReason.KICKED);
    }

    @Override
    public StreamKey key() {
      return key;
    }

    @Override
    public EventLoop eventLoop() {
      return loop;
    }

    @Override
    public LiveStream stream() {
      return FakeStreams.this.stream(key);
    }

    @Override
    public void write(MediaFrame frame) {
      written.add(frame);
    }

    @Override
    public void flush() {}

    @Override
    public boolean isOpen() {
      return closed == null;
    }

    @Override
    public void close(CloseReason reason) {
      if (closed == null) {
        closed = reason;
        live.remove(key, this);
      }
    }
  }

  private final class FakeStream implements LiveStream {
    private final StreamKey key;

    FakeStream(StreamKey key) {
      this.key = key;
    }

    @Override
    public StreamKey key() {
      return key;
    }

    @Override
    public boolean isLive() {
      return live.containsKey(key);
    }

    @Override
    public Optional<String> publisher() {
      return Optional.ofNullable(live.get(key)).map(publication -> publication.owner.describe());
    }

    @Override
    public Optional<Instant> publishedAt() {
      return Optional.empty();
    }

    @Override
    public List<Track> tracks() {
      return List.of();
    }

    @Override
    public StreamStatistics statistics() {
      return new StreamStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public void unpublish(CloseReason reason) {
      FakePublication publication = live.get(key);
      if (publication != null) {
        publication.kick();
      }
    }
  }
}
