package org.millrace.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.millrace.api.config.ConfigNode;

/** Reads {@code logAppenders}. What is wrong there is no reason not to start. */
final class LogAppenderReader {
  private final Path baseDirectory;
  private final ConfigProblems problems;
  private final LegacyKeys legacy;

  LogAppenderReader(Path baseDirectory, ConfigProblems problems, LegacyKeys legacy) {
    this.baseDirectory = baseDirectory;
    this.problems = problems;
    this.legacy = legacy;
  }

  List<LogAppenderConfig> read(TableReader root) {
    List<LogAppenderConfig> appenders = new ArrayList<>();
    for (ConfigNode.Table entry : root.get(ServerSettings.LOG_APPENDERS)) {
      legacy.note(entry, LegacyKeys.LOG_APPENDER);
      UnknownKeys.warn(entry, LogAppenderSettings.ALL, LegacyKeys.LOG_APPENDER, problems);
      readEntry(entry).ifPresent(appenders::add);
    }
    return appenders;
  }

  private Optional<LogAppenderConfig> readEntry(ConfigNode.Table entry) {
    ConfigProblems found = new ConfigProblems();
    LogAppenderConfig appender = appender(new TableReader(entry, found));
    found
        .errors()
        .forEach(
            problem ->
                problems.warn(problem.location(), problem.text() + "; this appender is left out"));
    return found.errors().isEmpty() ? Optional.of(appender) : Optional.empty();
  }

  private LogAppenderConfig appender(TableReader entry) {
    LogAppenderConfig.Type type =
        entry.require(LogAppenderSettings.TYPE).orElse(LogAppenderConfig.Type.CONSOLE);
    Optional<Path> file =
        type == LogAppenderConfig.Type.FILE
            ? entry.require(LogAppenderSettings.FILE_NAME).map(this::absolute)
            : Optional.empty();
    int specific = entry.get(LogAppenderSettings.SPECIFIC_LEVEL);
    return new LogAppenderConfig(
        entry.require(LogAppenderSettings.NAME).orElse(""),
        type,
        entry.require(LogAppenderSettings.LEVEL).orElse(0),
        specific == 0 ? OptionalInt.empty() : OptionalInt.of(specific),
        entry.get(LogAppenderSettings.SINGLE_LINE),
        file,
        entry.get(LogAppenderSettings.NEW_LINE_CHARACTERS),
        entry.get(LogAppenderSettings.FILE_HISTORY_SIZE),
        entry.get(LogAppenderSettings.FILE_LENGTH));
  }

  private Path absolute(Path path) {
    return baseDirectory.resolve(path).normalize();
  }
}
