package org.millrace.server.logging;

/** An appender cannot be set up; the message is the reason. */
final class AppenderException extends Exception {
  private static final long serialVersionUID = 1L;

  AppenderException(String message) {
    super(message);
  }
}
