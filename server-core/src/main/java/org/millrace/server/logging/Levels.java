package org.millrace.server.logging;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.filter.LevelRangeFilter;
import org.jspecify.annotations.Nullable;
import org.millrace.server.config.LogAppenderConfig;

/** crtmpserver's levels in Log4j's terms: 0 fatal to 4 debug; 5 fine and 6 finest are trace. */
final class Levels {
  private static final Level[] LEVELS = {
    Level.FATAL, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE, Level.TRACE
  };

  private Levels() {}

  /** The finest level that an appender takes. */
  static Level threshold(LogAppenderConfig config) {
    return LEVELS[config.specificLevel().orElse(config.level())];
  }

  /** For an appender that takes one level alone; else none. */
  static @Nullable Filter filter(LogAppenderConfig config) {
    if (config.specificLevel().isEmpty()) {
      return null;
    }
    Level only = LEVELS[config.specificLevel().getAsInt()];
    return LevelRangeFilter.createFilter(only, only, Filter.Result.ACCEPT, Filter.Result.DENY);
  }
}
