package org.millrace.server.config;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.Setting;

/** The keys of an entry of {@code configuration.logAppenders}. */
final class LogAppenderSettings {
  static final Setting<String> NAME = Setting.text("name", null, "A label.");

  static final Setting<LogAppenderConfig.Type> TYPE =
      Setting.choice("type", LogAppenderConfig.Type.CONSOLE, "Where the lines go.").required();

  static final Setting<Integer> LEVEL =
      Setting.integer(
              "level",
              3,
              0,
              6,
              "The finest level that is logged: 0 fatal, 1 error, 2 warning, 3 info, 4 debug, 5 fine,"
                  + " 6 finest.")
          .required();

  static final Setting<Integer> SPECIFIC_LEVEL =
      Setting.integer("specificLevel", 0, 0, 6, "If not 0: the only level that is logged.");

  static final Setting<Boolean> SINGLE_LINE =
      Setting.flag(
          "singleLine", false, "Whether stacks of errors stand on the line of their message.");

  static final Setting<Path> FILE_NAME =
      Setting.path(
              "fileName",
              "For type file: the file without its extension, which is .log; full files get a"
                  + " number.")
          .optional();

  static final Setting<String> NEW_LINE_CHARACTERS =
      Setting.text("newLineCharacters", "\n", "What ends a line.");

  static final Setting<Integer> FILE_HISTORY_SIZE =
      Setting.integer(
          "fileHistorySize", 0, 0, 10_000, "How many full files are kept; 0 means all of them.");

  static final Setting<Long> FILE_LENGTH =
      Setting.bytes(
          "fileLength",
          0,
          0,
          Long.MAX_VALUE,
          "After so many bytes a new file is begun; 0 means never.");

  static final List<Setting<?>> ALL =
      List.of(
          NAME,
          TYPE,
          LEVEL,
          SPECIFIC_LEVEL,
          SINGLE_LINE,
          FILE_NAME,
          NEW_LINE_CHARACTERS,
          FILE_HISTORY_SIZE,
          FILE_LENGTH);

  private LogAppenderSettings() {}
}
