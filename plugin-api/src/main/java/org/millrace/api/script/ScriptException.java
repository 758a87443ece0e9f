package org.millrace.api.script;

import org.millrace.api.contract.Experimental;

/**
 * A script has failed or has been cut off. Where the script is at fault the message begins with
 * {@code file:line: }.
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message for who wrote the script
   */
  public ScriptException(String message) {
    super(message);
  }
}
