package org.millrace.api.stream;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;

/**
 * All live streams of the server. Implemented by the host; safe for use by any thread.
 *
 * <p>No permission is asked here: {@link org.millrace.api.application.Client} asks the application
 * and then comes here.
 */
@Stable(since = "0.9.0")
@HostImplemented
public interface StreamRegistry {

  /**
   * Begins to publish. Subscribers that wait for the key are linked at once.
   *
   * @param key the stream
   * @param eventLoop the loop on which {@link Publication#write} will be called
   * @param owner is told, on that loop, when somebody else ends the publication
   * @return the writing side
   * @throws StreamBusyException if the key has a publisher and the application's policy is to
   *     refuse the second
   */
  Publication publish(StreamKey key, EventLoop eventLoop, PublicationOwner owner)
      throws StreamBusyException;

  /**
   * Subscribes. The stream need not exist: the subscriber then waits for it.
   *
   * @param key the stream
   * @param options where to start and how far to fall behind
   * @param eventLoop the loop on which the subscriber is called and the subscription is read
   * @param subscriber the reading side
   * @return the place in the stream; its first frames come by {@link Subscriber#onFrames}
   */
  Subscription subscribe(
      StreamKey key, SubscribeOptions options, EventLoop eventLoop, Subscriber subscriber);

  /**
   * Finds a stream.
   *
   * @param key the stream
   * @return the stream if it has a publisher or subscribers
   */
  Optional<LiveStream> find(StreamKey key);

  /**
   * Lists the streams.
   *
   * @return a snapshot, in no order, of all streams that have a publisher or subscribers
   */
  Collection<LiveStream> streams();

  /**
   * Calls a listener for every stream that appears or goes from now on.
   *
   * @param listener called on the publisher's event loop; must not block
   * @return closing it ends the calls; done for a plugin when the plugin stops
   */
  Registration addListener(StreamListener listener);

  /** Something to take back. */
  @Stable(since = "0.9.0")
  @HostImplemented
  interface Registration extends AutoCloseable {
    /** Takes it back; idempotent. */
    @Override
    void close();
  }

  /**
   * Options of a subscription; a null part means the application's setting.
   *
   * @param startMode where to start
   * @param lagPolicy how far to fall behind
   */
  @Stable(since = "0.9.0")
  record SubscribeOptions(@Nullable StartMode startMode, @Nullable LagPolicy lagPolicy) {
    /** The application's settings in all. */
    public static final SubscribeOptions DEFAULTS = new SubscribeOptions(null, null);
  }
}
