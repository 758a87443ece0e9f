package org.millrace.doubles;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.simple.SimpleLogger;
import org.apache.logging.log4j.util.PropertiesUtil;

/** A logger that keeps what is logged. */
public final class LogRecorder {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final Logger logger;

  /**
   * A recorder that has nothing yet.
   *
   * @param name the logger's name
   */
  public LogRecorder(String name) {
    logger =
        new SimpleLogger(
            name,
            Level.ALL,
            false,
            false,
            false,
            false,
            "",
            ParameterizedMessageFactory.INSTANCE,
            new PropertiesUtil(new Properties()),
            new PrintStream(text, true, StandardCharsets.UTF_8));
  }

  /**
   * The logger.
   *
   * @return logs here alone
   */
  public Logger logger() {
    return logger;
  }

  /**
   * What has been logged.
   *
   * @return {@code LEVEL message} of each line
   */
  public List<String> lines() {
    return text.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
  }
}
