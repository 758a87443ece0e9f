package org.millrace.flvplayback;

import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

/** A list of streams. */
record FakeStreams(Collection<LiveStream> streams) implements StreamRegistry {

  static FakeStreams of(LiveStream... streams) {
    return new FakeStreams(List.of(streams));
  }

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner) {
    throw notUsed();
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    throw notUsed();
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    throw notUsed();
  }

  @Override
  public Registration addListener(StreamListener listener) {
    throw notUsed();
  }

  private static AssertionError notUsed() {
    return new AssertionError("not used");
  }

  /** A stream that has a name. */
  record Named(StreamKey key, boolean isLive) implements LiveStream {
    @Override
    public Optional<String> publisher() {
      throw notUsed();
    }

    @Override
    public Optional<Instant> publishedAt() {
      throw notUsed();
    }

    @Override
    public List<Track> tracks() {
      throw notUsed();
    }

    @Override
    public StreamStatistics statistics() {
      throw notUsed();
    }

    @Override
    public void unpublish(CloseReason reason) {
      throw notUsed();
    }
  }
}
