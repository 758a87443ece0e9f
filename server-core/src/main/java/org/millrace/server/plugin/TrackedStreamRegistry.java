package org.millrace.server.plugin;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.Optional;
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

/** The server's streams as one plugin sees them: what it opens here ends with it. */
final class TrackedStreamRegistry implements StreamRegistry {
  private final StreamRegistry streams;
  private final Registrations registrations;

  TrackedStreamRegistry(StreamRegistry streams, Registrations registrations) {
    this.streams = streams;
    this.registrations = registrations;
  }

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner)
      throws StreamBusyException {
    Publication publication = streams.publish(key, eventLoop, owner);
    registrations.add(publication::isOpen, () -> publication.close(CloseReason.SHUTDOWN));
    return publication;
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    Subscription subscription = streams.subscribe(key, options, eventLoop, subscriber);
    registrations.add(() -> !subscription.isClosed(), subscription::close);
    return subscription;
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return streams.find(key);
  }

  @Override
  public Collection<LiveStream> streams() {
    return streams.streams();
  }

  @Override
  public Registration addListener(StreamListener listener) {
    return registrations.track(streams.addListener(listener));
  }
}
