package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.FrameConsumer;
import org.millrace.api.stream.Subscription;

class SubscriptionListTest {
  private final SubscriptionList list = new SubscriptionList();
  private final List<Subscription> visited = new ArrayList<>();

  private DefaultSubscription added() {
    DefaultSubscription subscription = unadded();
    list.add(subscription);
    return subscription;
  }

  private static DefaultSubscription unadded() {
    FrameConsumer nobody = frame -> {};
    StreamPolicy policy = StreamPolicy.DEFAULT;
    StreamEntry stream = new StreamEntry(Stage.KEY, policy, new StreamEngine(a -> policy));
    LoopLog log = new LoopLog(stream, new TestLoop(TestLoop.clock()), policy, null);
    return new DefaultSubscription(
        log, nobody.asSubscriber(), policy.startMode(), policy.lagPolicy());
  }

  @Test
  void thoseWhoLeaveDuringAVisitAreNotVisitedAndThoseWhoJoinWait() {
    DefaultSubscription first = added();
    DefaultSubscription second = added();
    DefaultSubscription third = added();
    DefaultSubscription late = unadded();
    list.forEach(
        subscription -> {
          visited.add(subscription);
          if (subscription == first) {
            list.remove(first);
            list.remove(second);
            list.add(late);
          }
        });
    assertThat(visited).containsExactly(first, third);
    visited.clear();
    list.forEach(visited::add);
    assertThat(visited).containsExactly(third, late);
    assertThat(list.size()).isEqualTo(2);
  }

  @Test
  void visitsMayBeNested() {
    DefaultSubscription first = added();
    DefaultSubscription second = added();
    list.forEach(
        outer ->
            list.forEach(
                inner -> {
                  visited.add(inner);
                  if (inner == second) {
                    list.remove(second);
                  }
                }));
    assertThat(visited).containsExactly(first, second);
    list.remove(first);
    assertThat(list.size()).isZero();
  }
}
