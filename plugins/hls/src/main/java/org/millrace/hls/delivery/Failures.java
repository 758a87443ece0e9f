package org.millrace.hls.delivery;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletionException;
import org.millrace.hls.live.UnknownStreamException;
import org.millrace.hls.live.WaitRefusedException;
import org.millrace.http.HttpException;

/** Says what failures of cutting mean in HTTP. */
public final class Failures {
  private Failures() {}

  /**
   * Translates.
   *
   * @param failure as {@code whenComplete} gives it
   * @return for {@link org.millrace.http.HttpExchange#fail}
   */
  public static Throwable of(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return of(failure.getCause());
    } else if (failure instanceof UnknownStreamException) {
      return new HttpException(HttpResponseStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
    } else if (failure instanceof WaitRefusedException) {
      return new HttpException(
          HttpResponseStatus.SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()));
    }
    return failure;
  }
}
