package org.millrace.api.server;

import java.time.Instant;
import org.apache.logging.log4j.Level;
import org.millrace.api.contract.Experimental;

/**
 * A line of the log.
 *
 * @param number counts the lines since the start; where one is missing, lines were left out
 * @param time when
 * @param level how bad
 * @param logger the name of who says it
 * @param thread where it was said
 * @param message what
 * @param stack of the exception that goes with it, with line breaks; "" if there is none
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
public record LogLine(
    long number,
    Instant time,
    Level level,
    String logger,
    String thread,
    String message,
    String stack) {}
