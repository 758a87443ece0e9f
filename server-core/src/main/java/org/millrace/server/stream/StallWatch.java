package org.millrace.server.stream;

import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/**
 * Finds the subscriptions of a log that have taken nothing for too long though frames were there.
 * Looks from time to time, so that reading costs nothing. Confined to the log's event loop.
 */
final class StallWatch {
  private static final long MIN_INTERVAL_NANOS = 10_000_000L;
  private static final long MAX_INTERVAL_NANOS = 5_000_000_000L;

  private final EventLoop loop;
  private final SubscriptionList subscriptions;
  private final Consumer<DefaultSubscription> stalled;
  private long intervalNanos = MAX_INTERVAL_NANOS;
  private boolean watching;

  /**
   * A watch.
   *
   * @param stalled called for each that stalls, once unless it stays in the list
   */
  StallWatch(
      EventLoop loop, SubscriptionList subscriptions, Consumer<DefaultSubscription> stalled) {
    this.loop = loop;
    this.subscriptions = subscriptions;
    this.stalled = stalled;
  }

  /** A subscription has joined the list. */
  void joined(DefaultSubscription subscription) {
    long maxStall = subscription.maxStallNanos();
    if (maxStall > 0) {
      intervalNanos = Math.min(intervalNanos, Math.max(MIN_INTERVAL_NANOS, maxStall / 4));
      if (!watching) {
        lookLater();
      }
    }
  }

  private void lookLater() {
    watching = EventLoops.schedule(loop, this::look, intervalNanos) != null;
  }

  private void look() {
    watching = false;
    long now = loop.ticker().nanoTime();
    subscriptions.forEach(
        subscription -> {
          if (subscription.stalls(now)) {
            stalled.accept(subscription);
          }
        });
    if (subscriptions.size() > 0) {
      lookLater();
    }
  }
}
