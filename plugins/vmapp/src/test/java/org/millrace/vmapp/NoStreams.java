package org.millrace.vmapp;

import io.netty.channel.EventLoop;
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

/** A server without streams. */
enum NoStreams implements StreamRegistry {
  REGISTRY;

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return Optional.empty();
  }

  @Override
  public Collection<LiveStream> streams() {
    return List.of();
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
}
