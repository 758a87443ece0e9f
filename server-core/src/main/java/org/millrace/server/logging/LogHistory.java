package org.millrace.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;
import org.millrace.api.server.LogLine;
import org.millrace.api.server.ServerLog;
import org.millrace.api.stream.StreamRegistry.Registration;

/**
 * The newest lines of the log, in memory, and who follows it. There is one for the process, as
 * there is one Log4j. Safe for use by any thread.
 */
public final class LogHistory implements ServerLog {
  private static final LogHistory PROCESS = new LogHistory();
  private static final String NAME = "history";

  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final List<Consumer<LogLine>> followers = new CopyOnWriteArrayList<>();
  private long lastNumber;
  private int capacity;

  private LogHistory() {}

  /**
   * That of the process.
   *
   * @return always the same
   */
  public static LogHistory ofProcess() {
    return PROCESS;
  }

  /**
   * Begins to keep lines.
   *
   * @param limit how many
   */
  public void open(int limit) {
    synchronized (lines) {
      capacity = limit;
    }
    Configuration present = context().getConfiguration();
    if (!(present instanceof LogConfiguration) && present.getAppender(NAME) == null) {
      present.getRootLogger().addAppender(newAppender(), null, null);
      context().updateLoggers();
    }
  }

  /** Forgets what was kept. */
  public void close() {
    Configuration present = context().getConfiguration();
    if (!(present instanceof LogConfiguration)) {
      present.getRootLogger().removeAppender(NAME);
      context().updateLoggers();
    }
    synchronized (lines) {
      lines.clear();
    }
  }

  private static LoggerContext context() {
    return (LoggerContext) LogManager.getContext(false);
  }

  /** An appender that brings lines here. Each of Log4j's configurations stops its own. */
  AbstractAppender newAppender() {
    AbstractAppender appender = new HistoryAppender();
    appender.start();
    return appender;
  }

  private final class HistoryAppender extends AbstractAppender {
    private HistoryAppender() {
      super(NAME, null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      LogLine line;
      synchronized (lines) {
        line = line(++lastNumber, event);
        lines.add(line);
        while (lines.size() > capacity) {
          lines.remove();
        }
      }
      followers.forEach(follower -> follower.accept(line));
    }
  }

  private static LogLine line(long number, LogEvent event) {
    return new LogLine(
        number,
        Instant.ofEpochMilli(event.getTimeMillis()),
        event.getLevel(),
        String.valueOf(event.getLoggerName()),
        event.getThreadName(),
        event.getMessage().getFormattedMessage(),
        stack(event.getThrown()));
  }

  private static String stack(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public List<LogLine> lines(int limit) {
    List<LogLine> all;
    synchronized (lines) {
      all = new ArrayList<>(lines);
    }
    return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  /** The follower is called by whoever logs; it must neither block nor log. */
  @Override
  public Registration follow(Consumer<LogLine> listener) {
    followers.add(listener);
    return () -> followers.remove(listener);
  }

  @Override
  public Level level() {
    return context().getConfiguration().getRootLogger().getLevel();
  }

  @Override
  public void level(Level level) {
    Configuration present = context().getConfiguration();
    if (present instanceof LogConfiguration ours) {
      ours.level(level);
    } else {
      present.getRootLogger().setLevel(level);
    }
    context().updateLoggers();
  }
}
