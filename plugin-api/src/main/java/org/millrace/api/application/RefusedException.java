package org.millrace.api.application;

import org.millrace.api.contract.Stable;

/** A connect, publish or play was refused; the message is the reason for the peer and the log. */
@Stable(since = "0.9.0")
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The kind. */
  private final Refusal refusal;

  /**
   * A refusal. Has no stack trace: refusing is no failure.
   *
   * @param refusal the kind
   * @param reason for the peer and the log
   */
  public RefusedException(Refusal refusal, String reason) {
    super(reason, null, false, false);
    this.refusal = refusal;
  }

  /**
   * The kind.
   *
   * @return from which the protocol makes its status
   */
  public Refusal refusal() {
    return refusal;
  }
}
