package org.millrace.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.watchdog.FailureReports;

class PluginSchedulerTest {
  private final PluginScheduler scheduler =
      new PluginScheduler("rtmp", LogManager.getLogger("plugin.rtmp"), new FailureReports());

  @AfterEach
  void shutDown() {
    scheduler.shutdownNow();
  }

  @Test
  void repeatedTaskThatThrowsIsReported() {
    try (LogCapture log = new LogCapture()) {
      Future<?> task =
          scheduler.scheduleAtFixedRate(
              () -> {
                throw new IllegalStateException("no more");
              },
              0,
              1,
              TimeUnit.MILLISECONDS);

      await().until(task::isDone);
      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines(Level.ERROR))
                      .containsExactly("ERROR plugin rtmp: timer fails"));
    }
  }

  @Test
  void cancelledTaskIsForgottenAtOnce() {
    Future<?> task = scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
    assertThat(scheduler.getQueue()).hasSize(1);

    task.cancel(false);

    assertThat(scheduler.getQueue()).isEmpty();
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    scheduler.shutdownNow();

    assertThatThrownBy(() -> scheduler.schedule(() -> {}, 1, TimeUnit.HOURS))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
