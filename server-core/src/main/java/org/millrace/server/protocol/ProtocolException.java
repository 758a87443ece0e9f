package org.millrace.server.protocol;

/** Chains or layers do not fit together; the message is for the administrator. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message names the chain or layer, and who brought it
   */
  public ProtocolException(String message) {
    super(message);
  }
}
