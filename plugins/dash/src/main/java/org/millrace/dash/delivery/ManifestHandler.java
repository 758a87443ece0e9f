package org.millrace.dash.delivery;

import java.util.Optional;
import org.millrace.api.application.PlayRequest;
import org.millrace.hls.segment.SegmentedStreams;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;

/**
 * Serves {@code /app/stream.mpd}: asks the application whether the client may play, and has the
 * stream cut. Players that come again, as the manifest says with their session, are not asked for
 * again.
 */
public final class ManifestHandler implements HttpHandler {
  /** Where it is mounted. */
  public static final String PATTERN = "/{app}/{stream...}.mpd";

  static final String SESSION = "session";

  private final SegmentedStreams streams;
  private final LiveRuns runs;

  /**
   * A handler.
   *
   * @param streams are opened
   * @param runs of streams
   */
  public ManifestHandler(SegmentedStreams streams, LiveRuns runs) {
    this.streams = streams;
    this.runs = runs;
  }

  @Override
  public void handle(HttpExchange exchange) {
    Optional<LiveRun> known = exchange.query(SESSION).flatMap(runs::find);
    if (known.isPresent()) {
      known.get().stream().touch();
      exchange.respond(known.get().manifest());
    } else {
      open(exchange);
    }
  }

  private void open(HttpExchange exchange) {
    PlayRequest request = new PlayRequest(exchange.pathParameter("stream"), exchange.query());
    exchange.respond(
        exchange
            .client(exchange.pathParameter("app"))
            .thenCompose(client -> client.permitPlay(request))
            .thenCompose(streams::open)
            .thenApply(stream -> runs.of(stream).manifest()));
  }
}
