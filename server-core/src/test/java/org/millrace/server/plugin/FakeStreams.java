package org.millrace.server.plugin;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** A registry that only remembers its listeners. */
final class FakeStreams implements StreamRegistry {
  final List<StreamListener> listeners = new ArrayList<>();

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner) {
    throw new IllegalStateException("no test publishes");
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    throw new IllegalStateException("no test subscribes");
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return Optional.empty();
  }

  @Override
  public Collection<LiveStream> streams() {
    return List.of();
  }

  @Override
  public Registration addListener(StreamListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
