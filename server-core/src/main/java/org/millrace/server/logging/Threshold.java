package org.millrace.server.logging;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/** Lets an appender have what is as important as a level that can be changed. */
final class Threshold extends AbstractFilter {
  private volatile Level level;

  Threshold(Level level) {
    super(Result.NEUTRAL, Result.DENY);
    this.level = level;
  }

  Level level() {
    return level;
  }

  void level(Level changed) {
    level = changed;
  }

  @Override
  public Result filter(LogEvent event) {
    return event.getLevel().isMoreSpecificThan(level) ? onMatch : onMismatch;
  }
}
