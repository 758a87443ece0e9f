package org.millrace.server.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.appender.RollingFileAppender;
import org.apache.logging.log4j.core.appender.rolling.DefaultRolloverStrategy;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.jspecify.annotations.Nullable;
import org.millrace.server.config.LogAppenderConfig;

/** Makes Log4j's appenders of ours. */
final class AppenderFactory {
  private static final String EXTENSION = ".log";

  /**
   * Line breaks of a peer must not look like lines of ours: in messages they are always escaped.
   */
  private static final String LINE = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1}: %enc{%m}{CRLF}";

  /** Ends with a line break of its own. */
  private static final String STACK = "%ex";

  private static final String STACK_IN_LINE = "%notEmpty{ %ex{separator( | )}}";

  private final Configuration configuration;

  AppenderFactory(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Makes an appender.
   *
   * @param name unique in the configuration
   * @param config what it is to do
   * @throws AppenderException if its file cannot be written
   */
  Appender create(String name, LogAppenderConfig config) throws AppenderException {
    return switch (config.type()) {
      case CONSOLE, COLORED_CONSOLE -> console(name, config, ConsoleAppender.Target.SYSTEM_OUT);
      case STANDARD_ERROR -> console(name, config, ConsoleAppender.Target.SYSTEM_ERR);
      case FILE -> file(name, config);
    };
  }

  private Appender console(String name, LogAppenderConfig config, ConsoleAppender.Target target) {
    return ConsoleAppender.newBuilder()
        .setName(name)
        .setConfiguration(configuration)
        .setTarget(target)
        .setLayout(layout(config))
        .build();
  }

  private Appender file(String name, LogAppenderConfig config) throws AppenderException {
    Path base = config.file().orElseThrow(() -> new AppenderException("it has no file"));
    Path file = base.resolveSibling(base.getFileName() + EXTENSION);
    requireWritable(file);
    Appender appender =
        config.length() > 0 ? rolling(name, config, base, file) : growing(name, config, file);
    if (appender == null) {
      throw new AppenderException("cannot write " + file);
    }
    return appender;
  }

  private static void requireWritable(Path file) throws AppenderException {
    try {
      Files.createDirectories(file.getParent());
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new AppenderException("cannot write " + file + ": " + e);
    }
  }

  /** Flushes when its queue is empty. */
  private @Nullable Appender growing(String name, LogAppenderConfig config, Path file) {
    return FileAppender.newBuilder()
        .setName(name)
        .setConfiguration(configuration)
        .setFileName(file.toString())
        .setAppend(true)
        .setImmediateFlush(false)
        .setLayout(layout(config))
        .build();
  }

  /** Full files become {@code name.1.log}, the newest of them, {@code name.2.log} and so on. */
  private @Nullable Appender rolling(String name, LogAppenderConfig config, Path base, Path file) {
    boolean bounded = config.historySize() > 0;
    DefaultRolloverStrategy strategy =
        DefaultRolloverStrategy.newBuilder()
            .setFileIndex(bounded ? "min" : "nomax")
            .setMax(bounded ? Integer.toString(config.historySize()) : null)
            .setConfig(configuration)
            .build();
    return RollingFileAppender.newBuilder()
        .setName(name)
        .setConfiguration(configuration)
        .setFileName(file.toString())
        .setFilePattern(base + ".%i" + EXTENSION)
        .setAppend(true)
        .setImmediateFlush(false)
        .setPolicy(SizeBasedTriggeringPolicy.createPolicy(Long.toString(config.length())))
        .setStrategy(strategy)
        .setLayout(layout(config))
        .build();
  }

  private PatternLayout layout(LogAppenderConfig config) {
    boolean colored = config.type() == LogAppenderConfig.Type.COLORED_CONSOLE;
    String end = config.lineEnd().replace("%", "%%");
    String line = config.singleLine() ? LINE + STACK_IN_LINE + end : LINE + end + STACK;
    return PatternLayout.newBuilder()
        .setConfiguration(configuration)
        .setPattern(colored ? "%highlight{" + line + "}" : line)
        .setDisableAnsi(!colored)
        .setNoConsoleNoAnsi(true)
        .setAlwaysWriteExceptions(false)
        .build();
  }
}
