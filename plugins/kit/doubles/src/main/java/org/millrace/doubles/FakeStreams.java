package org.millrace.doubles;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Remembers who publishes and who subscribes; what goes between them the test brings. */
public final class FakeStreams implements StreamRegistry {
  private final Map<StreamKey, LiveStream> named = new LinkedHashMap<>();
  private final List<FakePublication> publications = new ArrayList<>();
  private final List<FakeSubscription> subscriptions = new ArrayList<>();
  private final List<StreamListener> listeners = new ArrayList<>();

  /**
   * A registry.
   *
   * @param streams are there from the beginning
   * @return the registry
   */
  public static FakeStreams of(LiveStream... streams) {
    FakeStreams registry = new FakeStreams();
    for (LiveStream stream : streams) {
      registry.named.put(stream.key(), stream);
    }
    return registry;
  }

  /**
   * What has been published.
   *
   * @return publications that have ended, too
   */
  public List<FakePublication> publications() {
    return List.copyOf(publications);
  }

  /**
   * What has been subscribed to.
   *
   * @return subscriptions that have ended, too
   */
  public List<FakeSubscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  /**
   * A stream gets a publisher, or loses it: calls the listeners.
   *
   * @param stream live if it has one now
   */
  public void announce(LiveStream stream) {
    named.put(stream.key(), stream);
    for (StreamListener listener : List.copyOf(listeners)) {
      if (stream.isLive()) {
        listener.onPublished(stream);
      } else {
        listener.onUnpublished(stream, CloseReason.CLIENT);
      }
    }
  }

  @Override
  public Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner)
      throws StreamBusyException {
    for (FakePublication present : publications) {
      if (present.isOpen() && present.key().equals(key)) {
        throw new StreamBusyException(key, present.owner().describe());
      }
    }
    FakePublication publication = new FakePublication(key, eventLoop, owner);
    publications.add(publication);
    return publication;
  }

  @Override
  public Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber) {
    boolean live = find(key).map(LiveStream::isLive).orElse(false);
    FakeSubscription subscription = new FakeSubscription(key, eventLoop, subscriber, live);
    subscriptions.add(subscription);
    return subscription;
  }

  @Override
  public Optional<LiveStream> find(StreamKey key) {
    return streams().stream().filter(stream -> stream.key().equals(key)).findFirst();
  }

  @Override
  public Collection<LiveStream> streams() {
    Map<StreamKey, LiveStream> all = new LinkedHashMap<>(named);
    publications.stream()
        .filter(FakePublication::isOpen)
        .forEach(publication -> all.put(publication.key(), publication.stream()));
    return List.copyOf(all.values());
  }

  @Override
  public Registration addListener(StreamListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
