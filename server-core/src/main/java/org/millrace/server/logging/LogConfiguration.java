package org.millrace.server.logging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.millrace.server.config.LogAppenderConfig;

/** Log4j's configuration, made of appenders of ours instead of a file. */
final class LogConfiguration extends AbstractConfiguration {
  /** Lines that may wait for each appender; more are lost, because loggers must not wait. */
  private static final int QUEUE_LENGTH = 16 * 1024;

  private static final int FLUSH_MILLIS = 5000;

  private final List<LogAppenderConfig> configs;
  private final boolean async;
  private final List<String> failures = new ArrayList<>();
  private final List<Threshold> thresholds = new CopyOnWriteArrayList<>();

  LogConfiguration(List<LogAppenderConfig> configs, boolean async) {
    super(null, ConfigurationSource.NULL_SOURCE);
    this.configs = List.copyOf(configs);
    this.async = async;
    setName("millrace");
    isShutdownHookEnabled = false;
  }

  /** What could not be set up, for the log. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  protected void doConfigure() {
    AppenderFactory factory = new AppenderFactory(this);
    for (int i = 0; i < configs.size(); i++) {
      LogAppenderConfig config = configs.get(i);
      // Log4j wants unique names; ours are labels.
      String name = i + " " + config.name();
      try {
        add(config, factory.create(name, config));
      } catch (AppenderException e) {
        failures.add("log appender " + config.name() + " is left out: " + e.getMessage());
      }
    }
    getRootLogger().addAppender(LogHistory.ofProcess().newAppender(), null, null);
    setLevels(
        configs.stream()
            .map(Levels::threshold)
            .max(Comparator.comparingInt(Level::intLevel))
            .orElse(Level.INFO));
  }

  private void setLevels(Level finest) {
    getRootLogger().setLevel(finest);
    quieten("io.netty", Level.INFO, finest);
    quieten("org.pf4j", Level.WARN, finest);
  }

  /**
   * Changes the level of all appenders but those of one level alone. To be followed by an update of
   * the loggers.
   */
  void level(Level level) {
    thresholds.forEach(threshold -> threshold.level(level));
    setLevels(level);
  }

  private void add(LogAppenderConfig config, Appender appender) {
    Appender entry = async ? behindQueue(appender) : appender;
    addAppender(appender);
    if (async) {
      addAppender(entry);
    }
    Filter filter = Levels.filter(config);
    if (filter == null) {
      Threshold threshold = new Threshold(Levels.threshold(config));
      thresholds.add(threshold);
      filter = threshold;
    }
    getRootLogger().addAppender(entry, null, filter);
  }

  private Appender behindQueue(Appender appender) {
    AppenderRef target = AppenderRef.createAppenderRef(appender.getName(), null, null);
    return AsyncAppender.newBuilder()
        .setName("queue of " + appender.getName())
        .setConfiguration(this)
        .setAppenderRefs(new AppenderRef[] {target})
        .setBufferSize(QUEUE_LENGTH)
        .setBlocking(false)
        .setShutdownTimeout(FLUSH_MILLIS)
        .setIncludeLocation(false)
        .build();
  }

  /** Level 6 means everything of ours, not every byte that a library looks at. */
  private void quieten(String logger, Level level, Level finest) {
    Level effective = level.isMoreSpecificThan(finest) ? level : finest;
    addLogger(logger, new LoggerConfig(logger, effective, true));
  }
}
