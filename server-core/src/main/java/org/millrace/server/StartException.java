package org.millrace.server;

/** The server cannot start; the message says why, one line for each reason. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Something that is written for the administrator.
   *
   * @param reason what was found where, and what is expected
   */
  StartException(String reason) {
    super(reason);
  }

  StartException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
