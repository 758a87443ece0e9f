package org.millrace.server.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.config.LogAppenderConfig;

class LogSetupTest {
  private static final int ERRORS = 1;

  @TempDir Path folder;

  @AfterEach
  void restore() {
    LogSetup.console(ERRORS);
  }

  @Test
  void loggersFollowTheConfiguration() {
    LogSetup setup = LogSetup.early(false);
    Logger log = LogManager.getLogger("org.millrace.Test");
    assertThat(log.isInfoEnabled()).isTrue();
    assertThat(log.isDebugEnabled()).isFalse();

    setup.install(List.of(file(folder.resolve("log"), 4)));
    log.debug("now it is wanted");

    assertThat(log.isTraceEnabled()).isFalse();
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(folder.resolve("log.log")))
                    .contains("DEBUG Test: now it is wanted"));
  }

  @Test
  void theImplicitConsoleStays() {
    LogSetup setup = LogSetup.early(true);

    setup.install(List.of(file(folder.resolve("log"), 2)));

    assertThat(LogManager.getLogger("org.millrace.Test").isTraceEnabled()).isTrue();
  }

  @Test
  void whatIsLeftOutIsSaidInTheOthers() throws Exception {
    Files.writeString(folder.resolve("taken"), "not a folder");

    LogSetup.early(false)
        .install(List.of(file(folder.resolve("taken/log"), 3), file(folder.resolve("good"), 3)));

    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(folder.resolve("good.log")))
                    .contains("WARN  LogSetup: log appender label is left out: cannot write"));
  }

  private static LogAppenderConfig file(Path file, int level) {
    return new LogAppenderConfig(
        "label",
        LogAppenderConfig.Type.FILE,
        level,
        OptionalInt.empty(),
        false,
        Optional.of(file),
        "\n",
        0,
        0);
  }
}
