package org.millrace.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletionException;
import org.millrace.api.application.RefusedException;

/**
 * A request cannot be served. Told to the client as a problem (RFC 9457); the message is its
 * detail. Has no stack trace: it is an answer.
 */
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponseStatus status;

  /**
   * A problem.
   *
   * @param status 400 to 599
   * @param detail for the client's user
   */
  public HttpException(HttpResponseStatus status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  /**
   * The problem that a failed stage means: that of an {@link HttpException} is its own, a {@link
   * RefusedException} has a status for each kind, anything else is status 500 and tells the client
   * nothing.
   *
   * @param failure as {@code whenComplete} gives it
   * @return the problem
   */
  public static HttpException of(Throwable failure) {
    if (failure instanceof HttpException problem) {
      return problem;
    } else if (failure instanceof RefusedException refused) {
      return new HttpException(statusOf(refused), String.valueOf(refused.getMessage()));
    } else if (failure instanceof CompletionException && failure.getCause() != null) {
      return of(failure.getCause());
    }
    return new HttpException(
        HttpResponseStatus.INTERNAL_SERVER_ERROR, "the server has failed, its log tells how");
  }

  /**
   * Whether a failed stage means a bug: it belongs to the log, with its stack.
   *
   * @param failure as {@code whenComplete} gives it
   * @return false for what is an answer
   */
  public static boolean isBug(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return isBug(failure.getCause());
    }
    return !(failure instanceof HttpException) && !(failure instanceof RefusedException);
  }

  private static HttpResponseStatus statusOf(RefusedException refused) {
    return switch (refused.refusal()) {
      case UNKNOWN_APPLICATION, NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
      case NOT_ALLOWED -> HttpResponseStatus.FORBIDDEN;
      case BAD_NAME -> HttpResponseStatus.BAD_REQUEST;
      case BUSY -> HttpResponseStatus.CONFLICT;
      case LIMIT, SHUTDOWN -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case FAILED -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }

  /**
   * The status.
   *
   * @return 400 to 599
   */
  public HttpResponseStatus status() {
    return status;
  }
}
