package org.millrace.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.millrace.server.config.LogAppenderConfig;

class LogConfigurationTest {
  @TempDir Path folder;
  private final LoggerContext context = new LoggerContext("test");

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLineHasTimeLevelShortLoggerAndMessage() throws IOException {
    Logger log = start(file("server", 3));

    log.info("listens on {}", 1935);

    assertThat(linesOf("server.log"))
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Acceptor: listens on 1935");
  }

  @Test
  void levelsAreThoseOfEachAppender() throws IOException {
    Logger log = start(file("warnings", 2), file("everything", 6));

    log.fatal("0");
    log.error("1");
    log.warn("2");
    log.info("3");
    log.debug("4");
    log.trace("5");

    assertThat(linesOf("warnings.log")).hasSize(3);
    assertThat(linesOf("everything.log")).hasSize(6);
  }

  @Test
  void aSpecificLevelIsTheOnlyOne() throws IOException {
    Logger log = start(new Appender("only").specificLevel(2).config());

    log.error("not this");
    log.warn("this");
    log.info("nor this");

    assertThat(linesOf("only.log")).singleElement().asString().endsWith("this");
  }

  @Test
  void levelsThatNobodyWantsAreOff() {
    Logger log = start(file("a", 1), file("b", 2));

    assertThat(log.isInfoEnabled()).isFalse();
    assertThat(log.isWarnEnabled()).isTrue();
  }

  @Test
  void librariesDoNotFloodTheFinestLevel() {
    start(file("everything", 6));

    assertThat(context.getLogger("io.netty.util").getLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("org.pf4j.Some").getLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger("org.millrace").getLevel()).isEqualTo(Level.TRACE);
  }

  @Test
  void singleLinesStaySingle() throws IOException {
    Logger log = start(new Appender("single").singleLine().config());

    log.info("one\ntwo", new IllegalStateException("bug"));

    assertThat(linesOf("single.log"))
        .singleElement()
        .asString()
        .contains("one\\ntwo")
        .contains("IllegalStateException: bug");
  }

  @Test
  void peersCannotForgeLines() throws IOException {
    Logger log = start(file("server", 3));

    log.info("stream {} is unknown", "x\r\n2026-01-01 00:00:00.000 INFO  Acceptor: forged");

    assertThat(linesOf("server.log")).singleElement().asString().contains("x\\r\\n2026");
  }

  @Test
  void stacksFollowTheirLine() throws IOException {
    Logger log = start(file("server", 3));

    log.error("failed", new IllegalStateException("bug"));
    log.info("next");

    List<String> lines = linesOf("server.log");
    assertThat(lines).doesNotContain("").last().asString().endsWith("next");
    assertThat(lines.get(0)).endsWith("ERROR Acceptor: failed");
    assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: bug");
    assertThat(lines.get(2)).startsWith("\tat ");
  }

  @Test
  void linesEndAsWanted() throws IOException {
    Logger log = start(new Appender("windows").lineEnd("\r\n").config());

    log.info("one");
    log.info("two");
    flush();

    assertThat(Files.readString(folder.resolve("windows.log")))
        .contains("one\r\n")
        .endsWith("two\r\n");
  }

  @Test
  void fullFilesAreKeptUpToTheHistorySize() throws IOException {
    Logger log = start(new Appender("server").rolling(1000, 2).config());

    for (int i = 0; i < 200; i++) {
      log.info("line {}", i);
    }
    flush();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("server.log", "server.1.log", "server.2.log");
    }
    assertThat(Files.readString(folder.resolve("server.log"))).contains("line 199");
  }

  @Test
  void aRestartGoesOnInTheSameFile() throws IOException {
    start(file("server", 3)).info("first");
    context.reconfigure(new LogConfiguration(List.of(file("server", 3)), true));
    context.getLogger("org.millrace.io.Acceptor").info("second");

    assertThat(linesOf("server.log")).hasSize(2);
  }

  @Test
  void filesThatCannotBeWrittenAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("taken"), "not a folder");
    LogConfiguration configuration =
        new LogConfiguration(List.of(file("taken/server", 3), file("good", 3)), true);
    context.start(configuration);

    context.getLogger("org.millrace.io.Acceptor").info("still here");

    assertThat(configuration.failures())
        .singleElement()
        .asString()
        .startsWith("log appender label is left out: cannot write ");
    assertThat(linesOf("good.log")).hasSize(1);
  }

  @Test
  void labelsNeedNotBeUnique() throws IOException {
    Logger log = start(file("a", 3), file("b", 3));

    log.info("to both");

    assertThat(linesOf("a.log")).hasSize(1);
    assertThat(linesOf("b.log")).hasSize(1);
  }

  private Logger start(LogAppenderConfig... appenders) {
    context.start(new LogConfiguration(List.of(appenders), true));
    return context.getLogger("org.millrace.io.Acceptor");
  }

  private LogAppenderConfig file(String name, int level) {
    return new Appender(name).level(level).config();
  }

  private void flush() {
    context.stop(10, TimeUnit.SECONDS);
  }

  private List<String> linesOf(String file) throws IOException {
    flush();
    return Files.readAllLines(folder.resolve(file));
  }

  /** A file appender for tests. */
  private final class Appender {
    private final String file;
    private int level = 3;
    private OptionalInt specificLevel = OptionalInt.empty();
    private boolean singleLine;
    private String lineEnd = "\n";
    private long length;
    private int historySize;

    Appender(String file) {
      this.file = file;
    }

    Appender level(int value) {
      level = value;
      return this;
    }

    Appender specificLevel(int value) {
      specificLevel = OptionalInt.of(value);
      return this;
    }

    Appender singleLine() {
      singleLine = true;
      return this;
    }

    Appender lineEnd(String value) {
      lineEnd = value;
      return this;
    }

    Appender rolling(long bytes, int files) {
      length = bytes;
      historySize = files;
      return this;
    }

    LogAppenderConfig config() {
      return new LogAppenderConfig(
          "label",
          LogAppenderConfig.Type.FILE,
          level,
          specificLevel,
          singleLine,
          Optional.of(folder.resolve(file)),
          lineEnd,
          historySize,
          length);
    }
  }
}
