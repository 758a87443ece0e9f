package org.millrace.server.control;

/** A control socket cannot be used; the message is for people. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ControlException(String message) {
    super(message);
  }

  ControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
