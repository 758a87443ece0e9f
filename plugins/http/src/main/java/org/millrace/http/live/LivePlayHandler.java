package org.millrace.http.live;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * Handler of routes with the parameters {@code app} and {@code stream}: asks the application, and
 * plays. The query is the application's to read, but for {@code start}.
 */
public final class LivePlayHandler implements HttpHandler {
  private static final String START = "start";

  private final Duration wait;
  private final boolean mayChooseStart;
  private final Function<HttpExchange, LiveForm> form;

  /**
   * A handler.
   *
   * @param wait how long a stream that is not live is waited for
   * @param mayChooseStart whether the query may say where to start
   * @param form makes the form of one viewer
   */
  public LivePlayHandler(
      Duration wait, boolean mayChooseStart, Function<HttpExchange, LiveForm> form) {
    this.form = form;
    this.wait = wait;
    this.mayChooseStart = mayChooseStart;
  }

  @Override
  public void handle(HttpExchange exchange) {
    SubscribeOptions options = new SubscribeOptions(startMode(exchange), null);
    PlayRequest request = new PlayRequest(exchange.pathParameter("stream"), exchange.query());
    LivePlayer player = new LivePlayer(exchange, request.stream(), form.apply(exchange));
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
