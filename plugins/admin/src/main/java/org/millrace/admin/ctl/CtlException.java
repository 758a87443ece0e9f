package org.millrace.admin.ctl;

/** No server answers, or not to this token. */
final class CtlException extends Exception {
  private static final long serialVersionUID = 1L;

  CtlException(String message) {
    super(message);
  }
}
