package org.millrace.server.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;

/**
 * What is wrong with a configuration: everything that was found, so that it can be reported
 * together. Used by one thread.
 */
public final class ConfigProblems {
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /**
   * Something that was found.
   *
   * @param location where
   * @param text what, and what is expected instead
   */
  public record Problem(ConfigLocation location, String text) {
    /** {@code file:line: path: text}. */
    @Override
    public String toString() {
      return location.equals(ConfigLocation.NONE) ? text : location + ": " + text;
    }
  }

  /**
   * Adds something that keeps the server from starting.
   *
   * @param location where
   * @param text what is wrong and what is expected
   */
  public void error(ConfigLocation location, String text) {
    errors.add(new Problem(location, text));
  }

  /**
   * Adds what a setting found.
   *
   * @param exception says where and what
   */
  public void error(ConfigException exception) {
    error(exception.location(), exception.problem());
  }

  /**
   * Adds something that the server can live with.
   *
   * @param location where
   * @param text what is odd and what is made of it
   */
  public void warn(ConfigLocation location, String text) {
    warnings.add(new Problem(location, text));
  }

  /**
   * What keeps the server from starting.
   *
   * @return in the order in which it was found
   */
  public List<Problem> errors() {
    return Collections.unmodifiableList(errors);
  }

  /**
   * What the server can live with.
   *
   * @return in the order in which it was found
   */
  public List<Problem> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /**
   * Goes on only if nothing is wrong.
   *
   * @throws InvalidConfigException if there are errors; it has them all
   */
  public void throwIfInvalid() {
    if (!errors.isEmpty()) {
      throw new InvalidConfigException(this);
    }
  }
}
