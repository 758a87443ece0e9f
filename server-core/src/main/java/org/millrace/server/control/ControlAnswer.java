package org.millrace.server.control;

import java.util.List;

/**
 * What came of a command.
 *
 * @param exitCode 0 if it was done
 * @param lines for people, or for the program that asked
 */
public record ControlAnswer(int exitCode, List<String> lines) {
  /** The command could not be carried out. */
  public static final int FAILED = 1;

  /** There is no such command, or its arguments are wrong. */
  public static final int WRONG_USAGE = 2;

  public ControlAnswer {
    lines = lines.stream().flatMap(String::lines).toList();
  }

  /**
   * A command was carried out.
   *
   * @param lines what it says
   * @return exit code 0
   */
  public static ControlAnswer done(List<String> lines) {
    return new ControlAnswer(0, lines);
  }

  /**
   * A command could not be carried out.
   *
   * @param lines why
   * @return exit code 1
   */
  public static ControlAnswer failed(List<String> lines) {
    return new ControlAnswer(FAILED, lines);
  }

  /** As it is sent. */
  String text() {
    return exitCode + "\n" + String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
  }

  /**
   * Reads what was sent.
   *
   * @throws ControlException if that is no answer
   */
  static ControlAnswer parse(String text) {
    List<String> all = text.lines().toList();
    try {
      return new ControlAnswer(Integer.parseInt(all.get(0)), all.subList(1, all.size()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new ControlException("the answer cannot be understood: " + text, e);
    }
  }
}
