package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import org.millrace.http.HttpBodyWriter;

/** An answer that comes in pieces. */
final class PiecewiseOutput implements HttpBodyWriter {
  private final ServerExchange exchange;
  private final ChannelHandlerContext context;
  private boolean ended;

  PiecewiseOutput(ServerExchange exchange) {
    this.exchange = exchange;
    this.context = exchange.context();
  }

  /** Writes the head. */
  void begin(HttpResponseStatus status, HttpHeaders headers) {
    boolean hasLength = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    if (!hasLength && exchange.isHttp10()) {
      exchange.closeAfter("the end of the connection is the end of the body");
    }
    HttpResponse head = AnswerHead.of(exchange, status, headers);
    if (!hasLength && !exchange.isHttp10()) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    context.write(head, context.voidPromise());
    if (exchange.isHead()) {
      // Not now: the handler has no writer yet, and would be told that it has ended.
      context.executor().execute(this::end);
    }
  }

  @Override
  public void write(ByteBuf bytes) {
    if (isOver() || exchange.isHead() || !bytes.isReadable()) {
      bytes.release();
    } else {
      context.write(new DefaultHttpContent(bytes), context.voidPromise());
    }
  }

  private boolean isOver() {
    return ended || exchange.isAnswered();
  }

  @Override
  public void flush() {
    if (!isOver()) {
      context.flush();
    }
  }

  @Override
  public boolean isWritable() {
    return isOver() || context.channel().isWritable();
  }

  @Override
  public void end() {
    if (!isOver()) {
      ended = true;
      context
          .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
          .addListener(written -> exchange.ended());
    }
  }

  @Override
  public void abort(String reason) {
    if (!isOver()) {
      ended = true;
      exchange.connection().close(reason);
    }
  }
}
