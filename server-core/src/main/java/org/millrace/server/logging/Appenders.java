package org.millrace.server.logging;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter.Result;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.FilterComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.millrace.server.config.LogAppenderConfig;

/** Makes Log4j's appenders of the configuration's. */
final class Appenders {
  /** By crtmpserver's numbers. */
  private static final Level[] LEVELS = {
    Level.FATAL, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE, Level.ALL
  };

  /** A peer's line breaks must not look like lines of ours: they are always escaped. */
  private static final String MESSAGE = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1}: %enc{%m}{CRLF}";

  static final int INFO = 3;
  static final int FINEST = LEVELS.length - 1;

  private Appenders() {}

  static Level level(int number) {
    return LEVELS[Math.min(Math.max(number, 0), LEVELS.length - 1)];
  }

  /** The console of a server whose configuration has not been read. */
  static LogAppenderConfig console(int level) {
    return new LogAppenderConfig(
        "console",
        LogAppenderConfig.Type.COLORED_CONSOLE,
        level,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        "\n",
        0,
        0);
  }

  static AppenderComponentBuilder appender(
      ConfigurationBuilder<?> builder, String name, LogAppenderConfig config) {
    AppenderComponentBuilder appender =
        config.file().isPresent()
            ? file(builder, name, config, config.file().get())
            : builder.newAppender(name, "Console").addAttribute("target", "SYSTEM_OUT");
    return appender.add(layout(builder, config)).addComponent(filter(builder, config));
  }

  private static LayoutComponentBuilder layout(
      ConfigurationBuilder<?> builder, LogAppenderConfig config) {
    String end = config.lineEnd();
    String stack =
        config.singleLine() ? "%notEmpty{ %enc{%ex}{CRLF}}" : "%notEmpty{" + end + "%ex}";
    String line = MESSAGE + stack;
    boolean coloured = config.type() == LogAppenderConfig.Type.COLORED_CONSOLE;
    return builder
        .newLayout("PatternLayout")
        .addAttribute("pattern", (coloured ? "%highlight{" + line + "}" : line) + end)
        .addAttribute("alwaysWriteExceptions", false)
        .addAttribute("noConsoleNoAnsi", true);
  }

  private static FilterComponentBuilder filter(
      ConfigurationBuilder<?> builder, LogAppenderConfig config) {
    if (config.specificLevel().isPresent()) {
      return builder
          .newFilter("LevelMatchFilter", Result.ACCEPT, Result.DENY)
          .addAttribute("level", level(config.specificLevel().getAsInt()));
    }
    return builder
        .newFilter("ThresholdFilter", Result.ACCEPT, Result.DENY)
        .addAttribute("level", level(config.level()));
  }

  private static AppenderComponentBuilder file(
      ConfigurationBuilder<?> builder, String name, LogAppenderConfig config, Path path) {
    String current = LogFiles.current(path);
    AppenderComponentBuilder appender =
        builder
            .newAppender(name, config.length() > 0 ? "RollingFile" : "File")
            .addAttribute("fileName", current);
    if (config.length() > 0) {
      appender
          .addAttribute("filePattern", LogFiles.rolled(current))
          .addComponent(
              builder
                  .newComponent("SizeBasedTriggeringPolicy")
                  .addAttribute("size", config.length()))
          .addComponent(
              builder
                  .newComponent("DefaultRolloverStrategy")
                  .addAttribute("fileIndex", config.historySize() > 0 ? "min" : "nomax")
                  .addAttribute("max", Math.max(1, config.historySize())));
    }
    return appender;
  }
}
