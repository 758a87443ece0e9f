package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnwatchedReadsTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Integer> marks = new ArrayList<>();
  private long bytes;
  private final UnwatchedReads reads =
      new UnwatchedReads(channel.eventLoop(), marks::add, () -> bytes);

  @AfterEach
  void close() {
    channel.close();
  }

  private void look(long nowReceived) {
    bytes = nowReceived;
    reads.look();
  }

  @Test
  void waitsForTwoThirdsOfWhatCameInTheLastPeriod() {
    look(3_000);
    assertThat(marks).containsExactly(2_001);
  }

  @Test
  void neverWaitsForMoreThanTheMaximum() {
    look(10_000_000);
    assertThat(marks).containsExactly(UnwatchedReads.MAX_MARK);
  }

  @Test
  void readsAtOnceWhatDidNotReachTheMark() {
    look(3_000);
    look(3_000);
    assertThat(marks).containsExactly(2_001, 1);
  }

  @Test
  void readsEverythingAsItComesWhileSomebodyWatches() {
    look(3_000);
    look(UnwatchedReads.WATCHED);
    look(UnwatchedReads.WATCHED);
    assertThat(marks).containsExactly(2_001, 1);
    look(6_000);
    assertThat(marks).hasSize(3);
  }

  @Test
  void looksInEachPeriodUntilItIsStopped() {
    channel.freezeTime();
    reads.start();
    bytes = 3_000;
    channel.runPendingTasks();
    assertThat(marks).isEmpty();
    channel.advanceTimeBy(UnwatchedReads.PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(marks).containsExactly(2_001);
    reads.stop();
    bytes = 6_000;
    channel.advanceTimeBy(UnwatchedReads.PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertThat(marks).containsExactly(2_001, 1);
  }

  @Test
  void transportWithoutAMarkReadsAsEver() {
    UnwatchedReads none = new UnwatchedReads(channel.eventLoop(), null, () -> 3_000);
    none.start();
    none.look();
    assertThat(channel.hasPendingTasks()).isFalse();
  }
}
