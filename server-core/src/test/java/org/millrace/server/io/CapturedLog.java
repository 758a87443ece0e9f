package org.millrace.server.io;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a logger writes, as {@code LEVEL message}, from the making of this until it is closed. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Captures what a logger writes. */
  public CapturedLog(String name) {
    super("captured " + name, null, null, true, Property.EMPTY_ARRAY);
    logger = context.getLogger(name);
    start();
    logger.addAppender(this);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  /** Captures the lines of connections. */
  public static CapturedLog ofConnections() {
    return new CapturedLog(ConnectionRegistry.LOG.getName());
  }

  @Override
  public void append(LogEvent event) {
    String thrown = event.getThrown() == null ? "" : " <- " + event.getThrown();
    lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage() + thrown);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public List<String> linesWith(String text) {
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void close() {
    // Else the logger keeps a level of its own, and later tests cannot change it with the root's.
    context.getConfiguration().removeLogger(logger.getName());
    context.updateLoggers();
    stop();
  }
}
