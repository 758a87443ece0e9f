package org.millrace.rtmp.client;

import java.util.Optional;

/** A server has refused something, broken the protocol, or gone. */
public final class RtmpClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<RtmpStatus> status;

  RtmpClientException(String reason) {
    super(reason);
    status = Optional.empty();
  }

  RtmpClientException(RtmpStatus status) {
    super(status.toString());
    this.status = Optional.of(status);
  }

  /**
   * What the server said.
   *
   * @return empty if it said nothing
   */
  public Optional<RtmpStatus> status() {
    return status;
  }

  /** Has no stack trace: the cause is at the other end. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
