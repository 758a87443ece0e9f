package org.millrace.server.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.millrace.server.fake.LogCapture;

class LeakReportsTest {
  private final PluginCode code = new PluginCode();

  @Test
  void leakIsReportedWithItsPlugin() {
    code.add("gate", Set.of(), Set.of(LeakReportsTest.class.getModule().getName()));
    ResourceLeakDetector<Object> detector = LeakReports.newDetector(Object.class, 1, () -> code);
    try (LogCapture log = new LogCapture()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                detector.track(new Object());
                System.gc();
                return log.lines(Level.ERROR).stream()
                    .anyMatch(line -> line.startsWith("ERROR LEAK: plugin gate leaks"));
              });
    }
  }

  @Test
  void leakBelongsToTheFirstPluginInTheReport() {
    code.add("gate", Set.of(), Set.of("org.example.gate"));

    List<String> records =
        List.of(
            "Created at:",
            "\tio.netty.buffer@4.2.18.Final/io.netty.buffer.Pooled.newDirectBuffer(P.java:4)",
            "\tapp//org.example.gate@1.0.0/org.example.gate.Gate.open(Gate.java:17)");
    assertThat(LeakReports.owner(code, String.join("\n", records))).contains("gate");
    assertThat(LeakReports.owner(code, "\tno.module.Here.at(All.java:1)")).isEmpty();
  }
}
