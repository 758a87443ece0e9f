package org.millrace.rtmp.command;

import java.util.concurrent.CompletionException;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.rtmp.message.Status;
import org.millrace.rtmp.message.StatusCode;
import org.millrace.rtmp.session.RtmpSession;

/** Which status says what kind of refusal. */
final class RefusalStatus {
  private RefusalStatus() {}

  static Status ofConnect(RtmpSession session, Throwable failure) {
    RefusedException refused = refused(session, failure);
    return new Status(connectCode(refused.refusal()), refused.getMessage());
  }

  static Status ofPublish(RtmpSession session, Throwable failure) {
    RefusedException refused = refused(session, failure);
    return new Status(publishCode(refused.refusal()), refused.getMessage());
  }

  static Status ofPlay(RtmpSession session, Throwable failure) {
    RefusedException refused = refused(session, failure);
    return new Status(playCode(refused.refusal()), refused.getMessage());
  }

  private static StatusCode connectCode(Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_APPLICATION -> StatusCode.CONNECT_INVALID_APP;
      case NOT_ALLOWED, BAD_NAME, BUSY, NOT_FOUND, LIMIT -> StatusCode.CONNECT_REJECTED;
      case FAILED -> StatusCode.CONNECT_FAILED;
      case SHUTDOWN -> StatusCode.CONNECT_APP_SHUTDOWN;
    };
  }

  private static StatusCode publishCode(Refusal refusal) {
    return switch (refusal) {
      case BUSY, BAD_NAME -> StatusCode.PUBLISH_BAD_NAME;
      case NOT_ALLOWED -> StatusCode.PUBLISH_DENIED;
      case UNKNOWN_APPLICATION, NOT_FOUND, LIMIT, FAILED, SHUTDOWN -> StatusCode.PUBLISH_REJECTED;
    };
  }

  private static StatusCode playCode(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND, BAD_NAME, UNKNOWN_APPLICATION -> StatusCode.PLAY_STREAM_NOT_FOUND;
      case NOT_ALLOWED, BUSY, LIMIT, FAILED, SHUTDOWN -> StatusCode.PLAY_FAILED;
    };
  }

  /** What is no refusal is a fault of the server: it is logged, and the client learns no more. */
  private static RefusedException refused(RtmpSession session, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException refused) {
      return refused;
    }
    session.log().error("a decision failed", cause);
    return new RefusedException(Refusal.FAILED, "internal error");
  }
}
