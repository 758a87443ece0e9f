package org.millrace.testkit;

/** The server cannot start; the message is what it says, a line for each error. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
