package org.millrace.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLoggerTest {
  private final LoggerContext context = new LoggerContext("test");
  private final Lines lines = new Lines();
  private Logger log;

  @BeforeEach
  void listen() {
    context.start();
    lines.start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.getAppenders().keySet().forEach(root::removeAppender);
    root.addAppender(lines, null, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
    log = ConnectionLogger.of(context.getLogger("millrace.rtmp"), "c17");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void everyLineBeginsWithTheId() {
    log.info("plain");
    log.warn("{} and {}", 1, "two");
    log.error(() -> "supplied");
    log.atInfo().log("built {}", 4);

    assertThat(lines.texts)
        .containsExactly("[c17] plain", "[c17] 1 and two", "[c17] supplied", "[c17] built 4");
  }

  @Test
  void exceptionsStayBesideTheLine() {
    IllegalStateException bug = new IllegalStateException("bug");

    log.error("failed on {}", "x", bug);

    assertThat(lines.texts).containsExactly("[c17] failed on x");
    assertThat(lines.thrown).containsExactly(bug);
  }

  @Test
  void levelsAreThoseOfTheLoggerBelow() {
    log.debug("not wanted");

    assertThat(log.isDebugEnabled()).isFalse();
    assertThat(lines.texts).isEmpty();
  }

  @Test
  void callersAreFoundThroughIt() {
    log.info("where am I");

    assertThat(lines.callers).containsExactly("callersAreFoundThroughIt");
  }

  @Test
  void leavesNothingBehindInLog4j() {
    int before = context.getLoggers().size();
    Logger target = context.getLogger("millrace.rtmp");
    for (int i = 0; i < 1000; i++) {
      ConnectionLogger.of(target, "c" + i).info("opened");
    }

    assertThat(context.getLoggers()).hasSize(before);
    assertThat(lines.texts).hasSize(1000);
  }

  private static final class Lines extends AbstractAppender {
    final List<String> texts = new ArrayList<>();
    final List<Throwable> thrown = new ArrayList<>();
    final List<String> callers = new ArrayList<>();

    Lines() {
      super("lines", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      texts.add(event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        thrown.add(event.getThrown());
      }
      callers.add(event.getSource().getMethodName());
    }
  }
}
