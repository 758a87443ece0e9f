package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketFrames;
import org.millrace.http.WebSocketListener;

/** The sending half of a WebSocket. */
final class WebSocketOutput implements WebSocket {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int SHORT_LENGTH = 125;

  private final ServerExchange exchange;
  private final ChannelHandlerContext context;
  private final RawOutput raw;
  private final WebSocketHandshake handshake;
  private boolean closing;

  WebSocketOutput(ServerExchange exchange, WebSocketHandshake handshake) {
    this.exchange = exchange;
    this.context = exchange.context();
    this.raw = new RawOutput(exchange);
    this.handshake = handshake;
  }

  /** Sends the head, and takes the connection. */
  void begin(WebSocketListener listener, HttpSettings settings) {
    HttpResponse head =
        AnswerHead.of(
            exchange, HttpResponseStatus.SWITCHING_PROTOCOLS, exchange.extraHeaders().copy());
    handshake.applyTo(head.headers());
    context.writeAndFlush(head, context.voidPromise());
    WebSocketHandler.addTo(context.pipeline(), this, exchange.connection(), listener, settings);
    exchange.home().takeOver(context);
    ServerStatistics statistics = exchange.home().server().statistics();
    statistics.webSocketOpened();
    exchange.onEnd(statistics::webSocketClosed);
  }

  @Override
  public Optional<String> subprotocol() {
    return handshake.subprotocol();
  }

  @Override
  public void write(ByteBuf frames) {
    if (closing) {
      frames.release();
    } else {
      raw.write(frames);
    }
  }

  @Override
  public void flush() {
    raw.flush();
  }

  @Override
  public boolean isWritable() {
    return raw.isWritable();
  }

  @Override
  public void sendText(String text) {
    int length = ByteBufUtil.utf8Bytes(text);
    ByteBuf frame = context.alloc().buffer(WebSocketFrames.MAX_HEADER_BYTES + length);
    WebSocketFrames.writeBinaryHeader(frame, length);
    frame.setByte(0, TEXT);
    ByteBufUtil.writeUtf8(frame, text);
    write(frame);
    flush();
  }

  @Override
  public void sendBinary(ByteBuf payload) {
    ByteBuf header = context.alloc().buffer(WebSocketFrames.MAX_HEADER_BYTES);
    WebSocketFrames.writeBinaryHeader(header, payload.readableBytes());
    write(header);
    write(payload);
    flush();
  }

  void sendPing() {
    write(context.alloc().buffer(2).writeByte(PING).writeByte(0));
    flush();
  }

  /** Answers a ping; not while the peer does not read, so that it cannot fill our memory. */
  void sendPong(ByteBuf payload) {
    if (isWritable()) {
      int length = payload.readableBytes();
      ByteBuf frame = context.alloc().buffer(2 + length);
      write(frame.writeByte(PONG).writeByte(length).writeBytes(payload));
      flush();
    }
  }

  @Override
  public void end(String reason) {
    close(reason);
  }

  @Override
  public void close(String reason) {
    close(WebSocketCloseStatus.NORMAL_CLOSURE.code(), reason);
  }

  @Override
  public void close(int code, String reason) {
    if (!closing) {
      byte[] text = utf8(reason);
      ByteBuf frame = context.alloc().buffer(4 + text.length);
      write(frame.writeByte(CLOSE).writeByte(2 + text.length).writeShort(code).writeBytes(text));
      flush();
      closing = true;
      raw.close(reason);
    }
  }

  /** As much of a reason as a close frame can hold, cut between characters. */
  private static byte[] utf8(String reason) {
    String text = reason;
    while (ByteBufUtil.utf8Bytes(text) > SHORT_LENGTH - 2) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
