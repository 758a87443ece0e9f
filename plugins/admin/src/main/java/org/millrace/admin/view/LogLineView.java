package org.millrace.admin.view;

import java.time.Instant;
import org.millrace.admin.schema.Field;
import org.millrace.api.server.LogLine;

/** A line of the log. */
public record LogLineView(
    @Field("Counts the lines since the start.") long number,
    @Field("When.") Instant time,
    @Field("How bad: FATAL, ERROR, WARN, INFO, DEBUG, TRACE.") String level,
    @Field("Who says it.") String logger,
    @Field("The thread.") String thread,
    @Field("What.") String message,
    @Field("The stack of an exception; empty if there is none.") String stack) {

  /**
   * Shows a line.
   *
   * @param line as the server has it
   * @return the view
   */
  public static LogLineView of(LogLine line) {
    return new LogLineView(
        line.number(),
        line.time(),
        line.level().name(),
        line.logger(),
        line.thread(),
        line.message(),
        line.stack());
  }
}
