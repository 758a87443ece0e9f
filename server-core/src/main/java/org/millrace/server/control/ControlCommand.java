package org.millrace.server.control;

import java.util.List;

/** One command. Called by one thread at a time; may block. */
public interface ControlCommand {

  /**
   * What it is called by.
   *
   * @return words, such as {@code plugin} and {@code list}
   */
  List<String> words();

  /**
   * What stands behind the words.
   *
   * @return for people, such as {@code ID}; "" if nothing does
   */
  String parameters();

  /**
   * Carries it out.
   *
   * @param arguments what stands behind the words
   * @return what came of it
   * @throws UsageException if the arguments are not what it takes
   */
  ControlAnswer run(List<String> arguments);

  /** The arguments are not what a command takes; the command's usage is the message. */
  final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
