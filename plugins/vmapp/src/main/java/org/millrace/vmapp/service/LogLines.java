package org.millrace.vmapp.service;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.millrace.api.script.HostFunction;

/** {@code millrace.log}: lines in the server's log, under the application's name. */
final class LogLines {
  /** More would be of no use to who reads the log. */
  private static final int MAX_LENGTH = 4096;

  private static final Map<String, Level> LEVELS =
      Map.of(
          "error", Level.ERROR,
          "warn", Level.WARN,
          "info", Level.INFO,
          "debug", Level.DEBUG,
          "trace", Level.TRACE);

  private LogLines() {}

  static Map<String, HostFunction> functions(Logger log) {
    return Map.of(
        "log",
        Arguments.function(
            "log",
            arguments -> {
              String name = arguments.text(0, "level");
              Level level = LEVELS.get(name);
              if (level == null) {
                throw arguments.wrong("level", name, "error, warn, info, debug or trace");
              }
              log.log(level, "{}", oneLine(arguments.text(1, "text")));
              return null;
            }));
  }

  /** A line of a script cannot be taken for one of the server. */
  private static String oneLine(String text) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return shown.replace("\r", "\\r").replace("\n", "\\n");
  }
}
