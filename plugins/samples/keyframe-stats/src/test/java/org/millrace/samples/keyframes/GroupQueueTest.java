package org.millrace.samples.keyframes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.StreamKey;
import org.millrace.doubles.FakePluginContext;

class GroupQueueTest {
  private final FakePluginContext context = new FakePluginContext("keyframe-stats");
  private final List<Integer> written = new CopyOnWriteArrayList<>();

  @Test
  void whatIsThereIsWrittenBeforeTheEnd() {
    GroupQueue queue = new GroupQueue(100, this::write, context.log());
    IntStream.range(0, 100).forEach(i -> queue.add(group(i)));
    queue.close();

    assertThat(written).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aSlowDatabaseCostsRowsThatAreCountedAndNobodyWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    GroupQueue queue =
        new GroupQueue(
            3,
            batch -> {
              begun.countDown();
              awaitUninterrupted(answer);
              write(batch);
            },
            context.log());
    queue.add(group(0));
    begun.await();
    IntStream.range(1, 10).forEach(i -> queue.add(group(i)));
    answer.countDown();
    queue.close();

    assertThat(written).containsExactly(0, 1, 2, 3);
    assertThat(context.lines()).containsExactly("WARN 6 rows are lost: the database is too slow");
  }

  @Test
  void aDatabaseThatFailsIsReportedAndAskedAgain() {
    GroupQueue queue =
        new GroupQueue(
            10,
            batch -> {
              if (batch.get(0).frames() == 0) {
                throw new SQLException("disk full");
              }
              write(batch);
            },
            context.log());
    queue.add(group(0));
    await().until(() -> !context.lines().isEmpty());
    queue.add(group(1));
    queue.close();

    assertThat(context.lines().get(0)).startsWith("WARN 1 rows are lost");
    assertThat(written).containsExactly(1);
  }

  private void write(List<Group> batch) {
    batch.forEach(group -> written.add(group.frames()));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Group group(int number) {
    return new Group(new StreamKey("live", "cam"), Instant.EPOCH, 1, number, 1, 1);
  }
}
