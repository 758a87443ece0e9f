package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.http.WebSocketListener;

/**
 * The receiving half of a WebSocket: puts messages together, answers pings and the peer's close,
 * and pings a peer that is silent.
 */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "webSocketDecoder";
  private static final String UTF8 = "webSocketUtf8";
  private static final String NAME = "webSocket";

  private final WebSocketOutput output;
  private final ConnectionContext connection;
  private final WebSocketListener listener;
  private final HttpSettings settings;

  /** The parts of a message that has come in part. */
  private ByteBuf fragments = Unpooled.EMPTY_BUFFER;

  private boolean fragmentsAreText;
  private boolean heard = true;
  private boolean over;
  private @Nullable Future<?> pinging;

  private WebSocketHandler(
      WebSocketOutput output,
      ConnectionContext connection,
      WebSocketListener listener,
      HttpSettings settings) {
    this.output = output;
    this.connection = connection;
    this.listener = listener;
    this.settings = settings;
  }

  /**
   * Puts the handlers behind the decoder of requests, so that what that one has left goes there.
   */
  static void addTo(
      ChannelPipeline pipeline,
      WebSocketOutput output,
      ConnectionContext connection,
      WebSocketListener listener,
      HttpSettings settings) {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(settings.maxWebSocketMessage())
            .closeOnProtocolViolation(false)
            .build();
    pipeline.addAfter(RequestDecoder.NAME, DECODER, new WebSocket13FrameDecoder(config));
    pipeline.addAfter(DECODER, UTF8, new Utf8FrameValidator(false));
    pipeline.addAfter(UTF8, NAME, new WebSocketHandler(output, connection, listener, settings));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    long millis = settings.webSocketPingInterval().toMillis();
    pinging =
        context
            .executor()
            .scheduleWithFixedDelay(this::ping, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Whoever has said nothing since the last ping is gone. */
  private void ping() {
    if (heard) {
      heard = false;
      output.sendPing();
    } else {
      connection.close("the peer has not answered for webSocketPingInterval");
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof WebSocketFrame frame)) {
      context.fireChannelRead(message);
      return;
    }
    heard = true;
    try {
      if (!over) {
        take(frame);
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void take(WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame) {
      output.sendPong(frame.content());
    } else if (frame instanceof CloseWebSocketFrame close) {
      answerClose(close);
    } else if (frame instanceof ContinuationWebSocketFrame) {
      takeFragment(frame);
    } else if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      fragmentsAreText = frame instanceof TextWebSocketFrame;
      if (frame.isFinalFragment()) {
        deliver(frame.content());
      } else {
        takeFragment(frame);
      }
    }
  }

  private void takeFragment(WebSocketFrame frame) {
    int length = fragments.readableBytes() + frame.content().readableBytes();
    if (length > settings.maxWebSocketMessage()) {
      fail(WebSocketCloseStatus.MESSAGE_TOO_BIG, "message longer than maxWebSocketMessage");
      return;
    }
    if (fragments.capacity() == 0) {
      fragments = Unpooled.buffer(length);
    }
    fragments.writeBytes(frame.content());
    if (frame.isFinalFragment()) {
      ByteBuf whole = fragments;
      fragments = Unpooled.EMPTY_BUFFER;
      deliver(whole);
    }
  }

  private void deliver(ByteBuf payload) {
    if (fragmentsAreText) {
      listener.onText(output, payload.toString(StandardCharsets.UTF_8));
    } else {
      listener.onBinary(output, payload);
    }
  }

  private void answerClose(CloseWebSocketFrame close) {
    over = true;
    boolean hasCode = close.statusCode() >= 0;
    output.close(
        hasCode ? close.statusCode() : WebSocketCloseStatus.NORMAL_CLOSURE.code(),
        "the peer has closed the WebSocket");
  }

  private void fail(WebSocketCloseStatus status, String reason) {
    over = true;
    output.close(status.code(), reason);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      fail(corrupted.closeStatus(), "WebSocket: " + cause.getMessage());
    } else if (cause instanceof CorruptedFrameException) {
      fail(WebSocketCloseStatus.PROTOCOL_ERROR, "WebSocket: " + cause.getMessage());
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    Future<?> timer = pinging;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
