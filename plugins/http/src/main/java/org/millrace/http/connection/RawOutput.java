package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.millrace.http.RawFraming;
import org.millrace.http.RawStream;

/** The last answer of a connection; the codecs go when the head is written. */
final class RawOutput implements RawStream {
  /** RFC 9112 section 7.1, without trailer fields. */
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  private final ServerExchange exchange;
  private final ChannelHandlerContext context;
  private boolean written;

  RawOutput(ServerExchange exchange) {
    this.exchange = exchange;
    this.context = exchange.context();
  }

  /** Writes the head, and takes the connection. */
  void begin(HttpResponseStatus status, HttpHeaders headers) {
    exchange.closeAfter("an answer without codecs is the last one");
    HttpResponse head = AnswerHead.of(exchange, status, headers);
    if (exchange.rawFraming() == RawFraming.CHUNKED) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    written = true;
    context.write(head, context.voidPromise());
    exchange.home().takeOver(context);
    if (exchange.isHead()) {
      // Not now: the handler has no stream yet, and would be told that it has ended.
      context.executor().execute(() -> close("the answer to HEAD has no body"));
    }
  }

  @Override
  public void write(ByteBuf bytes) {
    if (exchange.isAnswered() || exchange.isHead()) {
      bytes.release();
    } else {
      written = true;
      context.write(bytes, context.voidPromise());
    }
  }

  @Override
  public void flush() {
    if (written) {
      written = false;
      context.flush();
    }
  }

  @Override
  public boolean isWritable() {
    return exchange.isAnswered() || context.channel().isWritable();
  }

  @Override
  public void end(String reason) {
    if (exchange.rawFraming() == RawFraming.CHUNKED) {
      write(Unpooled.copiedBuffer(LAST_CHUNK));
      flush();
    }
    close(reason);
  }

  @Override
  public void close(String reason) {
    if (!exchange.isAnswered()) {
      exchange.connection().close(reason);
    }
  }
}
