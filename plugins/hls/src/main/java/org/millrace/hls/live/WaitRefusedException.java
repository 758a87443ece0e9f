package org.millrace.hls.live;

/** What was waited for did not come in time, or too many wait already. */
public final class WaitRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WaitRefusedException(String message) {
    super(message, null, false, false);
  }
}
