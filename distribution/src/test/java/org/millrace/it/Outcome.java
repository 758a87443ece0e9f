package org.millrace.it;

import java.time.Duration;
import java.util.List;

/**
 * How a program ended.
 *
 * @param command what was run
 * @param exitCode its exit code
 * @param output its standard output, lines
 * @param errors its standard error, lines
 * @param took from start to end
 */
record Outcome(
    List<String> command, int exitCode, List<String> output, List<String> errors, Duration took) {

  boolean succeeded() {
    return exitCode == 0;
  }

  /**
   * Fails the test unless the exit code is 0.
   *
   * @return this
   */
  Outcome orFail() {
    if (!succeeded()) {
      throw new AssertionError("exit code " + exitCode + "\n" + this);
    }
    return this;
  }

  /** Everything that the program said, for matching. */
  String text() {
    return String.join("\n", output) + "\n" + String.join("\n", errors);
  }

  @Override
  public String toString() {
    return String.join(" ", command)
        + "\nexit code "
        + exitCode
        + " after "
        + took.toMillis()
        + " ms\n"
        + text();
  }
}
