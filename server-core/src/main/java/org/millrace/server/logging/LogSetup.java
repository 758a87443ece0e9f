package org.millrace.server.logging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.RootLoggerComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.millrace.server.config.LogAppenderConfig;

/**
 * Sets Log4j up, twice in the life of a server: a console for what comes before the configuration
 * is read, then the configuration's appenders. Lines are handed over to a thread that writes them,
 * so that a slow disk or terminal holds no event loop up; when it cannot follow, lines of level
 * info and finer are dropped.
 *
 * <p>Used by the thread of the life cycle.
 */
public final class LogSetup {
  private static final int QUEUE_LENGTH = 8192;

  /** Chatty libraries, and the finest level that is wanted of them. */
  private static final List<Quiet> LIBRARIES =
      List.of(new Quiet("org.pf4j", Level.WARN), new Quiet("io.netty", Level.INFO));

  private record Quiet(String logger, Level level) {}

  private final boolean implicitConsole;

  private LogSetup(boolean implicitConsole) {
    this.implicitConsole = implicitConsole;
  }

  /**
   * Logs to the console from now on. To be called before anything is logged.
   *
   * @param implicitConsole whether everything is wanted there, and to stay there (crtmpserver's
   *     {@code --use-implicit-console-appender})
   * @return for the configuration's appenders
   */
  public static LogSetup early(boolean implicitConsole) {
    console(implicitConsole ? Appenders.FINEST : Appenders.INFO);
    return new LogSetup(implicitConsole);
  }

  /**
   * Logs to the console alone from now on. To be called before anything is logged.
   *
   * @param level the finest level that is wanted, by crtmpserver's numbers
   */
  public static void console(int level) {
    System.setProperty("log4j2.AsyncQueueFullPolicy", "Discard");
    System.setProperty("log4j2.DiscardThreshold", "INFO");
    apply(List.of(Appenders.console(level)));
  }

  /**
   * Logs to other appenders from now on.
   *
   * @param configs in the order of the configuration; without any, the console stays
   * @throws IOException if a log file cannot be written
   */
  public void install(List<LogAppenderConfig> configs) throws IOException {
    List<LogAppenderConfig> wanted = new ArrayList<>(configs);
    if (implicitConsole || configs.isEmpty()) {
      wanted.add(Appenders.console(implicitConsole ? Appenders.FINEST : Appenders.INFO));
    }
    for (LogAppenderConfig config : configs) {
      if (config.file().isPresent()) {
        LogFiles.prepare(config.file().get(), config.historySize());
      }
    }
    apply(wanted);
  }

  /** Writes out what is queued, and ends logging. */
  public static void shutdown() {
    LogManager.shutdown();
  }

  private static void apply(List<LogAppenderConfig> configs) {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setConfigurationName("millrace");
    builder.setStatusLevel(Level.ERROR);
    // Log4j would end at the first sign of the process's end, with the drain still to be logged.
    builder.setShutdownHook("disable");

    AppenderComponentBuilder queue =
        builder.newAppender("queue", "Async").addAttribute("bufferSize", QUEUE_LENGTH);
    int number = 0;
    for (LogAppenderConfig config : configs) {
      // Labels of the configuration need not be unique.
      String name = "appender" + number++;
      builder.add(Appenders.appender(builder, name, config));
      queue.addComponent(builder.newAppenderRef(name));
    }
    builder.add(queue);
    Level finest = finest(configs);
    for (Quiet library : LIBRARIES) {
      if (finest.isLessSpecificThan(library.level())) {
        builder.add(builder.newLogger(library.logger(), library.level()));
      }
    }
    RootLoggerComponentBuilder root = builder.newRootLogger(finest);
    builder.add(root.add(builder.newAppenderRef("queue")));
    Configurator.reconfigure(builder.build(false));
  }

  private static Level finest(List<LogAppenderConfig> configs) {
    int finest =
        configs.stream()
            .mapToInt(config -> config.specificLevel().orElse(config.level()))
            .max()
            .orElse(0);
    return Appenders.level(finest);
  }
}
