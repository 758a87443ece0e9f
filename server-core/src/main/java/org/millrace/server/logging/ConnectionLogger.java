package org.millrace.server.logging;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.apache.logging.log4j.spi.ExtendedLoggerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A logger for one connection: its lines are those of another logger, each with the connection's id
 * in front, as in {@code [c17] publishes live/demo}.
 *
 * <p>Log4j does not know of it, so it goes with its connection. Lines of levels that are off cost
 * what they cost with the other logger.
 */
public final class ConnectionLogger extends ExtendedLoggerWrapper {
  private static final long serialVersionUID = 1L;

  private final String prefix;

  private ConnectionLogger(ExtendedLogger target, String prefix) {
    super(target, target.getName(), target.getMessageFactory());
    this.prefix = prefix;
  }

  /**
   * Makes a logger for a connection.
   *
   * @param target what the lines are logged to; any logger that Log4j made
   * @param id the connection's id
   * @return a logger for that connection alone
   */
  public static Logger of(Logger target, String id) {
    return new ConnectionLogger((ExtendedLogger) target, "[" + id + "] ");
  }

  /**
   * Formatted here and now, because the message may be Log4j's reused one, and because the line is
   * wanted: its level has been asked for.
   */
  @Override
  public void logMessage(
      String fqcn,
      Level level,
      @Nullable Marker marker,
      Message message,
      @Nullable Throwable thrown) {
    Message prefixed = new SimpleMessage(prefix + message.getFormattedMessage());
    super.logMessage(fqcn, level, marker, prefixed, thrown);
  }
}
