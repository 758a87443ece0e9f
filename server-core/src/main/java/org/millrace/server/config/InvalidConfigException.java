package org.millrace.server.config;

import java.util.stream.Collectors;

/** A configuration that the server cannot start with; the message has one error per line. */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Everything that was found. */
  private final transient ConfigProblems problems;

  /**
   * Takes over what was found.
   *
   * @param problems with at least one error
   */
  public InvalidConfigException(ConfigProblems problems) {
    super(
        problems.errors().stream()
            .map(ConfigProblems.Problem::toString)
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = problems;
  }

  /**
   * Everything that was found.
   *
   * @return errors and warnings
   */
  public ConfigProblems problems() {
    return problems;
  }
}
