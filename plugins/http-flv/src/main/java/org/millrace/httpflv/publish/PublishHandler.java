package org.millrace.httpflv.publish;

import org.millrace.api.application.PublishRequest;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * {@code POST} and {@code PUT} of {@code /APPLICATION/STREAM.flv}: asks the application, and takes
 * the body only then. Until then the encoder is held back.
 */
public final class PublishHandler implements HttpHandler {
  private final int maxTagBytes;

  /**
   * A handler.
   *
   * @param maxTagBytes length of the longest FLV tag
   */
  public PublishHandler(int maxTagBytes) {
    this.maxTagBytes = maxTagBytes;
  }

  @Override
  public void handle(HttpExchange exchange) {
    PublishRequest request =
        new PublishRequest(
            exchange.pathParameter("stream"), PublishRequest.Recording.NONE, exchange.query());
    FlvUpload upload = new FlvUpload(exchange, maxTagBytes);
    exchange
        .client(exchange.pathParameter("app"))
        .thenCompose(client -> client.publish(request, upload))
        .thenAccept(upload::start)
        .whenComplete(
            (started, failure) -> {
              if (failure != null) {
                exchange.fail(failure);
              }
            });
  }
}
