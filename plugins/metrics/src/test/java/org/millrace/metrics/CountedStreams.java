package org.millrace.metrics;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** Streams of which nothing is there but figures, which a test sets. */
public final class CountedStreams implements StreamRegistry {
  private final Map<StreamKey, LiveStream> streams = new LinkedHashMap<>();

  /** Sets a stream's figures; {@code bytes} is what its publisher has sent. */
  public void set(String name, long bytes, int viewers, long dropped) {
    StreamKey key = new StreamKey("live", name);
    streams.put(
        key,
        new Counted(
            key, new StreamStatistics(bytes, bytes / 10, 0, 0, 0, viewers, 2 * bytes, dropped, 5)));
  }

  /** Takes a stream away. */
  public void remove(String name) {
    streams.remove(new StreamKey("live", name));
  }

  @Override
  public Collection<LiveStream> streams() {
    return List.copyOf(streams.values());
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    throw new AssertionError("not used");
  }

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner) {
    throw new AssertionError("not used");
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    throw new AssertionError("not used");
  }

  @Override
  public Registration addListener(StreamListener listener) {
    throw new AssertionError("not used");
  }

  private record Counted(StreamKey key, StreamStatistics statistics) implements LiveStream {
    @Override
    public boolean isLive() {
      return true;
    }

    @Override
    public Optional<String> publisher() {
      return Optional.of("c1");
    }

    @Override
    public Optional<Instant> publishedAt() {
      return Optional.of(Instant.EPOCH);
    }

    @Override
    public List<Track> tracks() {
      return List.of();
    }

    @Override
    public void unpublish(CloseReason reason) {
      throw new AssertionError("not used");
    }
  }
}
