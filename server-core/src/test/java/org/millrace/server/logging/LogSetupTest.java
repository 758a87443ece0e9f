package org.millrace.server.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.api.server.LogLine;
import org.millrace.api.stream.StreamRegistry.Registration;
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

  @Test
  void levelCanBeChangedWhileAppendersStay() {
    LogSetup.early(false).install(List.of(file(folder.resolve("log"), 3)));
    Logger log = LogManager.getLogger("org.millrace.Test");
    log.debug("not wanted yet");

    LogHistory.ofProcess().level(Level.DEBUG);
    log.debug("wanted");
    LogHistory.ofProcess().level(Level.ERROR);
    log.warn("not wanted any more");
    log.error("last");

    assertThat(LogHistory.ofProcess().level()).isEqualTo(Level.ERROR);
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(folder.resolve("log.log")))
                    .extracting(line -> line.replaceFirst(".*: ", ""))
                    .containsExactly("wanted", "last"));
  }

  @Test
  void newestLinesAreKeptAndFollowed() {
    LogSetup.early(false).install(List.of(file(folder.resolve("log"), 3)));
    LogHistory history = LogHistory.ofProcess();
    history.open(2);
    List<LogLine> followed = new CopyOnWriteArrayList<>();
    Registration following = history.follow(followed::add);
    Logger log = LogManager.getLogger("org.millrace.Test");

    log.info("one");
    log.warn("two", new IllegalStateException("bug"));
    following.close();
    log.info("three");

    assertThat(history.lines(10)).extracting(LogLine::message).containsExactly("two", "three");
    assertThat(history.lines(1)).extracting(LogLine::message).containsExactly("three");
    assertThat(history.lines(2).get(0).stack()).contains("IllegalStateException: bug");
    assertThat(followed).extracting(LogLine::message).containsExactly("one", "two");
    history.close();
    assertThat(history.lines(10)).isEmpty();
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
