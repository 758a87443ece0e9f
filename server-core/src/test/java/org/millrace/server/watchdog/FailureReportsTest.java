package org.millrace.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.millrace.server.fake.LogCapture;

class FailureReportsTest {
  private static final Logger LOG = LogManager.getLogger("test");

  private final AtomicLong now = new AtomicLong();
  private final FailureReports reports = new FailureReports(now::get);

  @Test
  void whoFailsAllTheTimeIsCounted() {
    try (LogCapture log = new LogCapture()) {
      fail("plugin a", 50);
      fail("plugin b", 1);
      now.addAndGet(Duration.ofSeconds(10).toNanos());
      reports.tell();
      fail("plugin a", 1);

      assertThat(log.lines(Level.ERROR))
          .containsExactly(
              "ERROR plugin a: timer fails",
              "ERROR plugin a: timer fails",
              "ERROR plugin a: timer fails",
              "ERROR plugin b: timer fails",
              "ERROR plugin a: failed 47 times more within 10 s; the stacks are written at level 4",
              "ERROR plugin a: timer fails");
    }
  }

  private void fail(String who, int times) {
    for (int i = 0; i < times; i++) {
      reports.report(LOG, who, "timer", new IllegalStateException());
    }
  }
}
