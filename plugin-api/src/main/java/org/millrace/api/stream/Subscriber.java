package org.millrace.api.stream;

import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;

/**
 * The reading side, implemented by a player, a packetizer, a recorder. All methods are called on
 * the subscription's event loop, one at a time, and must not block unless that loop is one of
 * {@link org.millrace.api.plugin.PluginContext#fileLoops()}.
 */
@Stable(since = "0.9.0")
@PluginImplemented
public interface Subscriber {

  /**
   * Frames are there. Take as many as can be sent now; what is left stays, and is taken when the
   * channel is writable again or at the next call. Called once for each batch of the publisher, not
   * for each frame.
   *
   * @param subscription to take from
   */
  void onFrames(Subscription subscription);

  /**
   * A publisher is there: at once for a running stream, later for one that was waited for, and
   * again each time one comes back. Called before the first {@link #onFrames} of that publication.
   *
   * @param subscription the subscription
   */
  default void onPublished(Subscription subscription) {}

  /**
   * The publisher is gone; what it wrote last has been offered. The subscription stays and waits.
   *
   * @param subscription the subscription
   */
  default void onUnpublished(Subscription subscription) {}

  /**
   * The subscription has been ended by the host, not by {@link Subscription#close()}; no other call
   * follows.
   *
   * @param subscription holds nothing any more
   * @param reason why
   */
  void onClosed(Subscription subscription, CloseReason reason);
}
