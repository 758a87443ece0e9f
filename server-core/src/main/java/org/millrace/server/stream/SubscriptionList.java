package org.millrace.server.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a loop log: visited often, without garbage, while some join and leave.
 * Confined to one event loop.
 */
final class SubscriptionList {
  /** The slot of a subscription that is in no list. */
  static final int ABSENT = -1;

  private @Nullable DefaultSubscription[] items = new @Nullable DefaultSubscription[4];
  private int end;
  private int size;
  private int visits;

  /** What is done with each subscription. */
  @FunctionalInterface
  interface Visitor {
    void visit(DefaultSubscription subscription);
  }

  int size() {
    return size;
  }

  void add(DefaultSubscription subscription) {
    if (end == items.length) {
      items = Arrays.copyOf(items, end * 2);
    }
    subscription.slot(end);
    items[end++] = subscription;
    size++;
  }

  void remove(DefaultSubscription subscription) {
    items[subscription.slot()] = null;
    subscription.slot(ABSENT);
    size--;
    closeGaps();
  }

  /**
   * Visits all that are here when it begins and have not left when it comes to them. May be nested.
   */
  void forEach(Visitor visitor) {
    visits++;
    try {
      int bound = end;
      for (int i = 0; i < bound; i++) {
        DefaultSubscription subscription = items[i];
        if (subscription != null) {
          visitor.visit(subscription);
        }
      }
    } finally {
      visits--;
      closeGaps();
    }
  }

  private void closeGaps() {
    if (visits > 0 || size == end) {
      return;
    }
    int to = 0;
    for (int from = 0; from < end; from++) {
      DefaultSubscription subscription = items[from];
      if (subscription != null) {
        subscription.slot(to);
        items[to++] = subscription;
      }
    }
    Arrays.fill(items, to, end, null);
    end = to;
  }
}
