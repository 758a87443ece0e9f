package org.millrace.server.fake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Collects what is logged while it is open, as {@code LEVEL message}; nothing is printed then. */
public final class LogCapture extends AbstractAppender implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level levelBefore = root.getLevel();
  private final Map<String, Appender> appendersBefore = Map.copyOf(root.getAppenders());

  public LogCapture() {
    super("capture", null, null, true, Property.EMPTY_ARRAY);
    start();
    appendersBefore.keySet().forEach(root::removeAppender);
    root.addAppender(this, Level.ALL, null);
    root.setLevel(Level.ALL);
    context.updateLoggers();
  }

  /** Lines of a level or a more important one. */
  public List<String> lines(Level level) {
    return lines.stream()
        .filter(line -> Level.valueOf(line.split(" ", 2)[0]).isMoreSpecificThan(level))
        .toList();
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
  }

  @Override
  public void close() {
    root.removeAppender(getName());
    appendersBefore.values().forEach(appender -> root.addAppender(appender, null, null));
    root.setLevel(levelBefore);
    context.updateLoggers();
    stop();
  }
}
