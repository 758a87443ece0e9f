package org.millrace.server.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LifeCycle;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.millrace.server.config.LogAppenderConfig;

/**
 * Sets Log4j up, twice in the life of a server: a console for what comes before the configuration
 * is read, then the configuration's appenders.
 *
 * <p>Used by the thread of the life cycle.
 */
public final class LogSetup {
  private static final int INFO = 3;
  private static final int FINEST = 6;
  private static final long FLUSH_SECONDS = 10;

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
    console(implicitConsole ? FINEST : INFO);
    return new LogSetup(implicitConsole);
  }

  /**
   * Logs to the console alone from now on. To be called before anything is logged.
   *
   * @param level the finest level that is wanted, by crtmpserver's numbers
   */
  public static void console(int level) {
    only(consoleAppender(LogAppenderConfig.Type.COLORED_CONSOLE, level));
  }

  /**
   * Logs to standard error alone from now on, so that standard output is for results. To be called
   * before anything is logged.
   *
   * @param level the finest level that is wanted, by crtmpserver's numbers
   */
  public static void standardError(int level) {
    only(consoleAppender(LogAppenderConfig.Type.STANDARD_ERROR, level));
  }

  private static void only(LogAppenderConfig appender) {
    apply(new LogConfiguration(List.of(appender), false));
  }

  /**
   * Logs to other appenders from now on. One that cannot be used, such as a file that cannot be
   * written, is left out, and the others say so.
   *
   * @param appenders in the order of the configuration; without any, the console stays
   */
  public void install(List<LogAppenderConfig> appenders) {
    List<LogAppenderConfig> wanted = new ArrayList<>(appenders);
    if (implicitConsole || appenders.isEmpty()) {
      int level = implicitConsole ? FINEST : INFO;
      wanted.add(consoleAppender(LogAppenderConfig.Type.COLORED_CONSOLE, level));
    }
    LogConfiguration configuration = new LogConfiguration(wanted, true);
    apply(configuration);
    configuration
        .failures()
        .forEach(failure -> LogManager.getLogger(LogSetup.class).warn("{}", failure));
  }

  /** Writes out what is queued, and ends logging. */
  public static void shutdown() {
    Configurator.shutdown(LoggerContext.getContext(false), FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  /** A context that is not started yet must not look for a configuration of its own. */
  private static void apply(LogConfiguration configuration) {
    LoggerContext context = Configurator.initialize(configuration);
    if (!context.getConfiguration().equals(configuration)) {
      if (context.getState() == LifeCycle.State.STARTED) {
        context.reconfigure(configuration);
      } else {
        context.start(configuration);
      }
    }
  }

  private static LogAppenderConfig consoleAppender(LogAppenderConfig.Type type, int level) {
    return new LogAppenderConfig(
        "console",
        type,
        level,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        System.lineSeparator(),
        0,
        0);
  }
}
