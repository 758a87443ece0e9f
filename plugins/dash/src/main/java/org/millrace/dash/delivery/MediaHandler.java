package org.millrace.dash.delivery;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;

/** Serves segments and init segments to those who have a session. */
public final class MediaHandler implements HttpHandler {
  /** Where it is mounted. */
  public static final String PATTERN = "/{app}/{stream...}.dash/{session}/{file}";

  /** Segments never change. */
  static final String KEEP = "private, max-age=3600, immutable";

  private final LiveRuns runs;

  /**
   * A handler.
   *
   * @param runs of streams
   */
  public MediaHandler(LiveRuns runs) {
    this.runs = runs;
  }

  @Override
  public void handle(HttpExchange exchange) {
    LiveRun run =
        runs.find(exchange.pathParameter("session"))
            .orElseThrow(
                () ->
                    new HttpException(
                        HttpResponseStatus.FORBIDDEN,
                        "no such session (expected: one that the stream's .mpd gives)"));
    MediaName name =
        MediaName.parse(exchange.pathParameter("file")).orElseThrow(MediaHandler::unknown);
    SegmentedStream stream = run.stream();
    stream.touch();
    if (name.isInit()) {
      exchange.respond(init(stream, name));
    } else {
      segment(exchange, stream, name);
    }
  }

  static HttpException unknown() {
    return new HttpException(
        HttpResponseStatus.NOT_FOUND, "no such segment, or not any more, or not yet");
  }

  private static HttpReply init(SegmentedStream stream, MediaName name) {
    MediaBytes bytes =
        stream
            .window()
            .rendition(name.rendition())
            .flatMap(rendition -> rendition.init((int) name.number()))
            .map(InitSegment::bytes)
            .orElseThrow(MediaHandler::unknown);
    return reply(stream, name, bytes);
  }

  private static void segment(HttpExchange exchange, SegmentedStream stream, MediaName name) {
    Optional<Segment> complete = stream.segment(name.rendition(), name.number());
    if (complete.isPresent()) {
      exchange.respond(reply(stream, name, complete.get().bytes()));
    } else if (isToCome(stream, name)) {
      new GrowingSegment(exchange, stream, name).begin();
    } else {
      throw unknown();
    }
  }

  /** The one that is being made, and the next, which players may ask for a little too early. */
  private static boolean isToCome(SegmentedStream stream, MediaName name) {
    if (stream.window().ended()) {
      return false;
    }
    Rendition rendition =
        stream.window().rendition(name.rendition()).orElseThrow(MediaHandler::unknown);
    long newest =
        rendition.open() != null
            ? rendition.open().head().number()
            : rendition.last().map(Segment::number).orElse(-1L);
    return name.number() == newest || name.number() == newest + 1;
  }

  static HttpReply reply(SegmentedStream stream, MediaName name, MediaBytes bytes) {
    return bytes
        .reply(name.contentType())
        .orElseThrow(MediaHandler::unknown)
        .etag(stream.epoch() + "-" + name.tag())
        .cacheControl(KEEP);
  }
}
