package org.millrace.api.config;

import org.millrace.api.contract.Stable;

/** A configuration value that cannot be used; the message says where, what, and what instead. */
@Stable(since = "0.9.0")
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The place of the value. */
  private final transient ConfigLocation location;

  /** The message without the place. */
  private final String problem;

  /**
   * Makes the message {@code file:line: path: problem}.
   *
   * @param location where
   * @param problem what is wrong and what is expected, such as {@code 70000 (expected: 1 to 65535)}
   */
  public ConfigException(ConfigLocation location, String problem) {
    super(location.equals(ConfigLocation.NONE) ? problem : location + ": " + problem);
    this.location = location;
    this.problem = problem;
  }

  /**
   * Where the value stands.
   *
   * @return the location
   */
  public ConfigLocation location() {
    return location;
  }

  /**
   * What is wrong, without the place.
   *
   * @return the problem as it was given
   */
  public String problem() {
    return problem;
  }
}
