package org.millrace.server.io;

import org.jspecify.annotations.Nullable;

/** Sockets cannot be set up as configured; the message is for the administrator. */
public final class IoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what cannot be done, and why
   * @param cause what the system said, if it said something
   */
  public IoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
