package org.millrace.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.millrace.api.server.ServerEvent;
import org.millrace.server.fake.LogCapture;

class QueuedListenerTest {
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Test
  void whatIsBroughtIsGivenLaterInItsOrder() {
    List<Integer> given = new ArrayList<>();
    QueuedListener<Integer> queue = QueuedListener.leavingOut(given::add, tasks::add);

    queue.accept(1);
    queue.accept(2);
    assertThat(given).isEmpty();
    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    queue.accept(3);
    tasks.remove().run();

    assertThat(given).containsExactly(1, 2, 3);
    assertThat(tasks).isEmpty();
  }

  @Test
  void whatIsTooMuchIsCountedAndTold() {
    List<ServerEvent> given = new ArrayList<>();
    QueuedListener<ServerEvent> queue = QueuedListener.ofEvents(given::add, tasks::add);
    ServerEvent event = new ServerEvent.PluginStarted(Instant.now(), "a", "1.0.0");

    IntStream.range(0, QueuedListener.CAPACITY + 5).forEach(i -> queue.accept(event));
    tasks.remove().run();

    assertThat(given).hasSize(QueuedListener.CAPACITY + 1);
    assertThat(given)
        .filteredOn(ServerEvent.EventsLost.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ServerEvent.EventsLost.class, lost -> assertThat(lost.count()).isEqualTo(5));
  }

  @Test
  void listenerThatFailsHearsOfTheNext() {
    List<Integer> given = new ArrayList<>();
    QueuedListener<Integer> queue =
        QueuedListener.leavingOut(
            number -> {
              given.add(number);
              if (number == 1) {
                throw new IllegalStateException("bug");
              }
            },
            tasks::add);
    queue.accept(1);
    queue.accept(2);

    try (LogCapture log = new LogCapture()) {
      tasks.remove().run();
      assertThat(log.lines(Level.ERROR)).containsExactly("ERROR a plugin's listener fails");
    }

    assertThat(given).containsExactly(1, 2);
  }

  @Test
  void nothingIsLostOrDoubledBetweenThreads() throws InterruptedException {
    List<Integer> given = new ArrayList<>();
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService many = Executors.newFixedThreadPool(4);
    QueuedListener<Integer> queue = QueuedListener.leavingOut(given::add, one);

    for (int thread = 0; thread < 4; thread++) {
      int first = thread * 1000;
      many.execute(() -> IntStream.range(first, first + 1000).forEach(queue::accept));
    }
    many.shutdown();
    assertThat(many.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    one.shutdown();
    assertThat(one.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(given).hasSize(4000).doesNotHaveDuplicates();
    assertThat(given.stream().filter(number -> number < 1000)).isSorted();
  }
}
