package org.millrace.hls.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.millrace.api.stream.StreamKey;
import org.millrace.hls.live.LiveSegmenter;
import org.millrace.hls.live.Segmenters;
import org.millrace.hls.playlist.DeliveryDirectives;
import org.millrace.hls.playlist.HlsFile;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;

/**
 * Serves media playlists, segments, parts, init segments and keys to those who have a session.
 *
 * <p>What does not exist yet, but comes next, is waited for: playlists by {@code _HLS_msn} and
 * {@code _HLS_part}, parts because a preload hint has named them.
 */
public final class FileHandler implements HttpHandler {
  /** Where it is mounted. The suffix is longer than ".m3u8", or media playlists were streams. */
  public static final String PATTERN = "/{app}/{stream...}.segments/{session}/{file}";

  /** RFC 8216bis section 6.2.5.2: after three target durations the answer is status 503. */
  private static final int PATIENCE = 3;

  /** Segments never change. Only the viewer keeps them: who has none of the sessions may not. */
  private static final String KEEP = "private, max-age=3600, immutable";

  private final Segmenters segmenters;
  private final Sessions sessions;
  private final WrittenPlaylists playlists;

  /**
   * A handler.
   *
   * @param segmenters cut streams
   * @param sessions are asked for
   * @param playlists that have been written
   */
  public FileHandler(Segmenters segmenters, Sessions sessions, WrittenPlaylists playlists) {
    this.segmenters = segmenters;
    this.sessions = sessions;
    this.playlists = playlists;
  }

  @Override
  public void handle(HttpExchange exchange) {
    StreamKey key =
        sessions
            .find(exchange.pathParameter("session"))
            .orElseThrow(
                () ->
                    new HttpException(
                        HttpResponseStatus.FORBIDDEN,
                        "no such session (expected: one that the stream's .m3u8 gives)"));
    HlsFile file = HlsFile.parse(exchange.pathParameter("file")).orElseThrow(FileHandler::unknown);
    if (file instanceof HlsFile.Playlist playlist) {
      playlist(exchange, key, playlist);
      return;
    }
    LiveSegmenter stream = segmenters.running(key).orElseThrow(FileHandler::unknown);
    stream.touch();
    if (file instanceof HlsFile.Segment segment) {
      segment(exchange, stream, segment);
    } else if (file instanceof HlsFile.Part part) {
      part(exchange, stream, part);
    } else if (file instanceof HlsFile.Init init) {
      init(exchange, stream, init);
    } else if (file instanceof HlsFile.Key wanted) {
      key(exchange, stream, wanted);
    }
  }

  private static HttpException unknown() {
    return new HttpException(HttpResponseStatus.NOT_FOUND, "no such file, or not any more");
  }

  private void playlist(HttpExchange exchange, StreamKey key, HlsFile.Playlist file) {
    DeliveryDirectives directives = directives(exchange);
    CompletionStage<HttpReply> reply =
        segmenters
            .start(key)
            .thenCompose(
                stream ->
                    window(stream, file.rendition(), directives)
                        .thenApply(window -> reply(stream, window, file, directives)));
    exchange.respond(reply);
  }

  private static DeliveryDirectives directives(HttpExchange exchange) {
    try {
      return DeliveryDirectives.parse(exchange.query());
    } catch (IllegalArgumentException e) {
      throw new HttpException(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static CompletionStage<StreamWindow> window(
      LiveSegmenter stream, String name, DeliveryDirectives directives) {
    StreamWindow present = stream.window();
    Rendition rendition = present.rendition(name).orElseThrow(FileHandler::unknown);
    if (!directives.waits()) {
      return CompletableFuture.completedStage(present);
    }
    if (directives.isTooFar(rendition)) {
      throw new HttpException(
          HttpResponseStatus.BAD_REQUEST,
          "_HLS_msn: " + directives.sequence() + " (expected: what comes next)");
    }
    return stream.await(
        window -> window.rendition(name).map(directives::isReached).orElse(true),
        patience(present));
  }

  private static Duration patience(StreamWindow window) {
    return Duration.ofSeconds((long) PATIENCE * window.targetDuration());
  }

  private HttpReply reply(
      LiveSegmenter stream,
      StreamWindow window,
      HlsFile.Playlist file,
      DeliveryDirectives directives) {
    Rendition rendition = window.rendition(file.rendition()).orElseThrow(FileHandler::unknown);
    WrittenPlaylists.Written written = playlists.get(stream, window, rendition, directives.skip());
    ByteBuf text = written.text().retainedDuplicate();
    return HttpReply.bytes(MultivariantHandler.CONTENT_TYPE, text)
        .cacheControl("no-cache")
        .etag(stream.epoch() + "-" + written.version() + (directives.skip() ? "s" : ""));
  }

  private void segment(HttpExchange exchange, LiveSegmenter stream, HlsFile.Segment file) {
    Segment segment =
        stream
            .segment(file.rendition(), file.number())
            .filter(found -> file.epoch().equals(stream.epoch()))
            .filter(found -> typeOf(found).equals(file.type()))
            .orElseThrow(FileHandler::unknown);
    String contentType = file.type().equals("ts") ? "video/mp2t" : contentType(file.rendition());
    exchange.respond(media(segment.bytes(), contentType, file));
  }

  private static String typeOf(Segment segment) {
    return segment.head().init() == null ? "ts" : "m4s";
  }

  private static String contentType(String rendition) {
    return rendition.startsWith("audio") ? "audio/mp4" : "video/mp4";
  }

  private static HttpReply media(MediaBytes bytes, String contentType, HlsFile file) {
    return media(bytes.reply(contentType).orElseThrow(FileHandler::unknown), file);
  }

  private static HttpReply media(HttpReply reply, HlsFile file) {
    String name = file.name();
    return reply.etag(name.substring(0, name.lastIndexOf('.'))).cacheControl(KEEP);
  }

  private void part(HttpExchange exchange, LiveSegmenter stream, HlsFile.Part file) {
    if (!file.epoch().equals(stream.epoch())) {
      throw unknown();
    }
    StreamWindow present = stream.window();
    Rendition rendition = present.rendition(file.rendition()).orElseThrow(FileHandler::unknown);
    if (rendition.part(file.number(), file.index()).isEmpty() && !isNext(rendition, file)) {
      throw unknown();
    }
    CompletionStage<HttpReply> reply =
        stream
            .await(
                window ->
                    window
                        .rendition(file.rendition())
                        .map(now -> now.hasReached(file.number(), file.index()))
                        .orElse(true),
                patience(present))
            .thenApply(window -> partReply(stream, window, file));
    exchange.respond(reply);
  }

  private static boolean isNext(Rendition rendition, HlsFile.Part file) {
    OpenSegment open = rendition.open();
    return open != null
        && open.head().number() == file.number()
        && open.parts().size() == file.index();
  }

  private static HttpReply partReply(LiveSegmenter stream, StreamWindow window, HlsFile.Part file) {
    // A chunk becomes a slice of its segment when that is complete: the newest window has it then.
    ByteBuf bytes =
        take(window, file).or(() -> take(stream.window(), file)).orElseThrow(FileHandler::unknown);
    return media(HttpReply.bytes(contentType(file.rendition()), bytes), file);
  }

  private static Optional<ByteBuf> take(StreamWindow window, HlsFile.Part file) {
    return window
        .rendition(file.rendition())
        .flatMap(rendition -> rendition.part(file.number(), file.index()))
        .flatMap(part -> part.bytes().take());
  }

  private void init(HttpExchange exchange, LiveSegmenter stream, HlsFile.Init file) {
    MediaBytes bytes =
        stream
            .window()
            .rendition(file.rendition())
            .filter(rendition -> file.epoch().equals(stream.epoch()))
            .flatMap(rendition -> rendition.init(file.index()))
            .orElseThrow(FileHandler::unknown)
            .bytes();
    exchange.respond(media(bytes, contentType(file.rendition()), file));
  }

  private void key(HttpExchange exchange, LiveSegmenter stream, HlsFile.Key file) {
    byte[] bytes =
        stream
            .encryptionKey(file.index())
            .filter(key -> file.epoch().equals(stream.epoch()))
            .orElseThrow(FileHandler::unknown)
            .bytes();
    exchange.respond(
        HttpReply.bytes("application/octet-stream", Unpooled.wrappedBuffer(bytes))
            .cacheControl("no-store"));
  }
}
