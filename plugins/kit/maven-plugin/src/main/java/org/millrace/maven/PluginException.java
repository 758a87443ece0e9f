package org.millrace.maven;

/** The module cannot become a plugin; the message says what was found and what was expected. */
final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PluginException(String message) {
    super(message);
  }
}
