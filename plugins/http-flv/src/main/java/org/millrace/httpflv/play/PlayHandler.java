package org.millrace.httpflv.play;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * {@code GET /APPLICATION/STREAM.flv}: asks the application, and plays. The query is the
 * application's to read, but for {@code start}.
 */
public final class PlayHandler implements HttpHandler {
  private static final String START = "start";

  private final Duration wait;
  private final boolean mayChooseStart;

  /**
   * A handler.
   *
   * @param wait how long a stream that is not live is waited for
   * @param mayChooseStart whether the query may say where to start
   */
  public PlayHandler(Duration wait, boolean mayChooseStart) {
    this.wait = wait;
    this.mayChooseStart = mayChooseStart;
  }

  @Override
  public void handle(HttpExchange exchange) {
    SubscribeOptions options = new SubscribeOptions(startMode(exchange), null);
    PlayRequest request = new PlayRequest(exchange.pathParameter("stream"), exchange.query());
    FlvPlayer player = new FlvPlayer(exchange, request.stream());
    exchange
        .client(exchange.pathParameter("app"))
        .thenCompose(client -> client.play(request, options, player))
        .thenAccept(subscription -> player.start(subscription, wait))
        .whenComplete(
            (started, failure) -> {
              if (failure != null) {
                exchange.fail(failure);
              }
            });
  }

  private @Nullable StartMode startMode(HttpExchange exchange) {
    String wanted = mayChooseStart ? exchange.query(START).orElse("") : "";
    if (wanted.isEmpty()) {
      return null;
    }
    for (StartMode mode : StartMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(wanted)) {
        return mode;
      }
    }
    throw new HttpException(
        HttpResponseStatus.BAD_REQUEST,
        START + ": " + wanted + " (expected: keyframe, gop or catchup)");
  }
}
