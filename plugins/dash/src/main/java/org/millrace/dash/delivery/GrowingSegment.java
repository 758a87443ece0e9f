package org.millrace.dash.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Part;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentedStream;
import org.millrace.hls.segment.StreamWindow;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.OutputListener;

/**
 * One answer with a segment that is being made: each CMAF chunk is sent as soon as it is there. On
 * the event loop of the asking connection. At most one segment is queued for a slow client.
 */
final class GrowingSegment {
  /** Segments may become longer than those before; after as many of them nothing comes any more. */
  private static final int PATIENCE = 3;

  private final HttpExchange exchange;
  private final SegmentedStream stream;
  private final MediaName name;
  private StreamRegistry.@Nullable Registration registration;
  private @Nullable ScheduledFuture<?> limit;
  private @Nullable HttpBodyWriter body;
  private int sentParts;
  private int sentBytes;
  private boolean isOver;

  GrowingSegment(HttpExchange exchange, SegmentedStream stream, MediaName name) {
    this.exchange = exchange;
    this.stream = stream;
    this.name = name;
  }

  void begin() {
    limit =
        exchange
            .eventLoop()
            .schedule(
                this::expire, (long) PATIENCE * stream.window().targetDuration(), TimeUnit.SECONDS);
    registration =
        stream.addListener(window -> exchange.eventLoop().execute(() -> advance(window)));
    exchange.onEnd(this::finish);
  }

  private void expire() {
    fail(new HttpException(HttpResponseStatus.SERVICE_UNAVAILABLE, "nothing new in time"));
  }

  private void fail(Throwable failure) {
    finish();
    exchange.fail(failure);
  }

  private void finish() {
    isOver = true;
    if (registration != null) {
      registration.close();
    }
    if (limit != null) {
      limit.cancel(false);
    }
  }

  private void advance(StreamWindow window) {
    if (isOver) {
      return;
    }
    stream.touch();
    Optional<Segment> complete = stream.segment(name.rendition(), name.number());
    if (complete.isPresent()) {
      complete(complete.get());
    } else if (!grow(window)) {
      fail(MediaHandler.unknown());
    }
  }

  private void complete(Segment segment) {
    finish();
    HttpBodyWriter out = body;
    if (out == null) {
      respond(segment);
      return;
    }
    Optional<ByteBuf> bytes = segment.bytes().take();
    if (bytes.isEmpty()) {
      out.abort("the segment has been dropped");
      return;
    }
    ByteBuf whole = bytes.get();
    if (whole.readableBytes() > sentBytes) {
      out.write(whole.skipBytes(sentBytes));
    } else {
      whole.release();
    }
    out.end();
  }

  private void respond(Segment segment) {
    try {
      exchange.respond(MediaHandler.reply(stream, name, segment.bytes()));
    } catch (HttpException e) {
      exchange.fail(e);
    }
  }

  /** Sends the parts that are there; false if the segment will never be. */
  private boolean grow(StreamWindow window) {
    OpenSegment open = window.rendition(name.rendition()).map(Rendition::open).orElse(null);
    if (open == null || open.head().number() < name.number()) {
      return !window.ended();
    }
    if (open.head().number() > name.number()) {
      // The window may be older than the segment that has been looked for.
      return true;
    }
    List<Part> parts = open.parts();
    while (sentParts < parts.size() && send(parts.get(sentParts))) {
      sentParts++;
    }
    if (body != null) {
      body.flush();
    }
    return true;
  }

  /** A part whose chunk is gone is in the complete segment, of which the next window tells. */
  private boolean send(Part part) {
    ByteBuf bytes = part.bytes().take().orElse(null);
    if (bytes == null) {
      return false;
    }
    if (body == null) {
      body = exchange.respondStreaming(HttpResponseStatus.OK, headers(), OutputListener.NONE);
    }
    sentBytes += bytes.readableBytes();
    body.write(bytes);
    return true;
  }

  private HttpHeaders headers() {
    return new DefaultHttpHeaders()
        .set(HttpHeaderNames.CONTENT_TYPE, name.contentType())
        .set(HttpHeaderNames.CACHE_CONTROL, MediaHandler.KEEP);
  }
}
