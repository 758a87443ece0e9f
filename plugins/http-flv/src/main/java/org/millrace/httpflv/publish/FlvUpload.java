package org.millrace.httpflv.publish;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.flv.stream.FlvStreamReader;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpReply;

/** Publishes the body of one request. */
final class FlvUpload implements HttpBodyReader, PublicationOwner {
  private final HttpExchange exchange;
  private final FlvStreamReader reader;

  /** Null before it begins and after it has ended. */
  private @Nullable Publication publication;

  /**
   * An upload; it is the owner to publish with, and then has to be {@link #start}ed.
   *
   * @param exchange is answered by it
   * @param maxTagBytes length of the longest FLV tag
   */
  FlvUpload(HttpExchange exchange, int maxTagBytes) {
    this.exchange = exchange;
    this.reader =
        new FlvStreamReader(maxTagBytes, exchange.connection().channel().alloc(), this::write);
  }

  /**
   * Takes the body.
   *
   * @param opened where its frames go
   */
  void start(Publication opened) {
    publication = opened;
    exchange.onEnd(() -> end(CloseReason.DISCONNECTED));
    exchange.body(this);
  }

  @Override
  public void onBytes(ByteBuf bytes) {
    try {
      reader.read(bytes);
    } catch (DecoderException e) {
      fail(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()), CloseReason.FAILED);
      return;
    }
    Publication running = publication;
    if (running != null) {
      running.flush();
    }
  }

  private void write(MediaFrame frame) {
    Publication running = publication;
    if (running == null) {
      frame.release();
    } else {
      running.write(frame);
    }
  }

  @Override
  public void onEnd() {
    if (publication == null) {
      return;
    }
    if (!reader.hasBegun()) {
      fail(HttpResponseStatus.BAD_REQUEST, "body: empty (expected: FLV)", CloseReason.FAILED);
      return;
    }
    end(CloseReason.CLIENT);
    exchange.respond(HttpReply.of(HttpResponseStatus.NO_CONTENT));
  }

  @Override
  public void onAborted(String reason) {
    end(CloseReason.DISCONNECTED);
  }

  @Override
  public String describe() {
    return "http-flv " + exchange.connection().id() + " " + exchange.connection().remoteAddress();
  }

  @Override
  public void onClosed(CloseReason reason) {
    publication = null;
    fail(status(reason), "the stream was ended: " + reason, reason);
  }

  private static HttpResponseStatus status(CloseReason reason) {
    return switch (reason) {
      case TAKEN_OVER -> HttpResponseStatus.CONFLICT;
      case SILENT -> HttpResponseStatus.REQUEST_TIMEOUT;
      case KICKED -> HttpResponseStatus.FORBIDDEN;
      case SHUTDOWN -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case CLIENT, DISCONNECTED, TOO_SLOW, FAILED -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private void fail(HttpResponseStatus status, String detail, CloseReason reason) {
    end(reason);
    exchange.fail(new HttpException(status, detail));
  }

  /** Ends the publication; what still comes is thrown away. Idempotent. */
  private void end(CloseReason reason) {
    reader.close();
    Publication closing = publication;
    publication = null;
    if (closing != null) {
      closing.close(reason);
    }
  }
}
