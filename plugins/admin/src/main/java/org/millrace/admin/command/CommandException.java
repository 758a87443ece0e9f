package org.millrace.admin.command;

/** A command fails; the message is what its caller is told. Has no stack: it is an answer. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message one sentence for the caller
   */
  public CommandException(String message) {
    super(message, null, false, false);
  }
}
