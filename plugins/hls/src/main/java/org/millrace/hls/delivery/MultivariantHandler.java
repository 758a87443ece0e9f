package org.millrace.hls.delivery;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.stream.StreamKey;
import org.millrace.hls.live.LiveSegmenter;
import org.millrace.hls.live.Segmenters;
import org.millrace.hls.playlist.MultivariantPlaylist;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;
import org.millrace.http.RelativeName;

/**
 * Serves {@code /app/stream.m3u8}: asks the application whether the client may play, has the stream
 * cut, and gives a session with the playlist.
 */
public final class MultivariantHandler implements HttpHandler {
  /** Where it is mounted. */
  public static final String PATTERN = "/{app}/{stream...}.m3u8";

  static final String CONTENT_TYPE = "application/vnd.apple.mpegurl";

  private final Segmenters segmenters;
  private final Sessions sessions;

  /**
   * A handler.
   *
   * @param segmenters cut streams
   * @param sessions are opened
   */
  public MultivariantHandler(Segmenters segmenters, Sessions sessions) {
    this.segmenters = segmenters;
    this.sessions = sessions;
  }

  @Override
  public void handle(HttpExchange exchange) {
    String stream = exchange.pathParameter("stream");
    exchange.respond(
        exchange
            .client(exchange.pathParameter("app"))
            .thenCompose(client -> client.permitPlay(new PlayRequest(stream, exchange.query())))
            .thenCompose(segmenters::start)
            .thenApply(segmenter -> reply(segmenter, stream)));
  }

  private HttpReply reply(LiveSegmenter segmenter, String stream) {
    StreamKey key = segmenter.key();
    String session =
        sessions
            .open(key)
            .orElseThrow(
                () ->
                    new HttpException(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many viewers"));
    // Seen from the playlist: both are in the folder of the stream's name.
    String files = RelativeName.of(stream) + ".segments/" + session + "/";
    String text = MultivariantPlaylist.write(segmenter.window(), files);
    return HttpReply.text(CONTENT_TYPE, text).cacheControl("no-store");
  }
}
