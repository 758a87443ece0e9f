package org.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.millrace.server.fake.LogCapture;

class TeardownTest {
  private final List<String> done = new ArrayList<>();
  private final Teardown teardown = new Teardown();

  @Test
  void stepsAreDoneInReverseAndOnce() {
    teardown.push("first", () -> done.add("first"));
    teardown.push("second", () -> done.add("second"));

    teardown.run();
    teardown.run();

    assertThat(done).containsExactly("second", "first");
  }

  @Test
  void stepThatFailsIsReportedAndTheOthersAreDone() {
    teardown.push("first", () -> done.add("first"));
    teardown.push(
        "second",
        () -> {
          throw new IOException("disk full");
        });
    teardown.push("third", () -> done.add("third"));

    try (LogCapture log = new LogCapture()) {
      teardown.run();

      assertThat(log.lines(Level.ERROR)).containsExactly("ERROR stop: second failed");
    }
    assertThat(done).containsExactly("third", "first");
  }
}
