package org.millrace.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ConnectionContext;

/**
 * The order of things on a connection: one exchange after the other. What a client sends ahead
 * waits here, and nothing more is read meanwhile; an exchange has ended when its answer is written
 * and its request has been read.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  static final String NAME = "http";

  private final ConnectionContext connection;
  private final HttpSettings settings;
  private final ExchangeServer server;

  /** What came while it was not its turn. */
  private final Deque<HttpObject> waiting = new ArrayDeque<>();

  // Made when the handler has its context.
  @SuppressWarnings("NullAway.Init")
  private InputWatch input;

  @SuppressWarnings("NullAway.Init")
  private OutputWatch output;

  private @Nullable ServerExchange current;
  private int waitingRequests;
  private int requests;
  private boolean taking;
  private boolean paused;

  /** No more requests are served: the connection is closed, or has become something else. */
  private boolean over;

  HttpConnection(ConnectionContext connection, HttpSettings settings, ExchangeServer server) {
    this.connection = connection;
    this.settings = settings;
    this.server = server;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over || !(message instanceof HttpObject part)) {
      ReferenceCountUtil.release(message);
      return;
    }
    waiting.add(part);
    if (part instanceof HttpRequest) {
      waitingRequests++;
    }
    takeWaiting(context);
    if (waitingRequests > settings.maxPipelinedRequests()) {
      end(waitingRequests + " requests sent ahead (expected: at most maxPipelinedRequests)");
    }
  }

  /** Requests wait for the end of the exchange; the body of its request does not. */
  private void takeWaiting(ChannelHandlerContext context) {
    if (taking) {
      return;
    }
    taking = true;
    try {
      HttpObject next;
      while (!over && (next = waiting.peek()) != null) {
        if (next instanceof HttpRequest && current != null) {
          break;
        }
        waiting.remove();
        take(context, next);
      }
    } finally {
      taking = false;
    }
    updateReading(context);
    updateWatch(context);
  }

  private void take(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpRequest request) {
      waitingRequests--;
      begin(context, request);
    } else if (current == null) {
      ReferenceCountUtil.release(part);
    } else if (part.decoderResult().isFailure()) {
      ReferenceCountUtil.release(part);
      current.abortRequest(
          HttpResponseStatus.BAD_REQUEST,
          "malformed body: " + part.decoderResult().cause().getMessage());
    } else if (part instanceof HttpContent content) {
      input.bodyCame(content.content().readableBytes());
      current.requestBody().take(content);
      endIfDone();
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    requests++;
    boolean last = requests >= settings.maxRequestsPerConnection();
    ServerExchange exchange = new ServerExchange(this, context, connection, request, last);
    current = exchange;
    input.forNothing();
    output.begin();
    context.pipeline().get(ResponseEncoder.class).answersHead(exchange.isHead());
    server.serve(exchange, settings);
  }

  /** The answer of an exchange has been written, or the connection has failed meanwhile. */
  void answered(ChannelHandlerContext context) {
    endIfDone();
    takeWaiting(context);
  }

  private void endIfDone() {
    ServerExchange exchange = current;
    if (exchange == null || !exchange.isAnswered()) {
      return;
    }
    if (!exchange.keepsAlive()) {
      end(exchange.endReason());
    } else if (exchange.requestBody().isComplete()) {
      current = null;
      output.end();
    } else if (!exchange.requestBody().discard(settings.maxUnreadBody())) {
      end("a request's body is not wanted, and longer than maxUnreadBody");
    }
  }

  /** The exchange takes the connection for itself: the codecs go. */
  void takeOver(ChannelHandlerContext context) {
    over = true;
    releaseWaiting();
    context.pipeline().remove(RequestDecoder.NAME);
    context.pipeline().remove(ResponseEncoder.NAME);
  }

  HttpSettings settings() {
    return settings;
  }

  ExchangeServer server() {
    return server;
  }

  /** Ends the connection in good order. */
  private void end(String reason) {
    over = true;
    releaseWaiting();
    connection.close(reason);
  }

  private void releaseWaiting() {
    HttpObject part;
    while ((part = waiting.poll()) != null) {
      ReferenceCountUtil.release(part);
    }
    waitingRequests = 0;
  }

  /** A body comes faster than it is taken, or is taken again. */
  void pause(ChannelHandlerContext context, boolean pause) {
    paused = pause;
    updateReading(context);
    updateWatch(context);
  }

  private void updateReading(ChannelHandlerContext context) {
    boolean read = over || (!paused && waiting.isEmpty());
    if (context.channel().config().isAutoRead() != read) {
      context.channel().config().setAutoRead(read);
    }
  }

  /** What is expected of the client now. */
  private void updateWatch(ChannelHandlerContext context) {
    ServerExchange exchange = current;
    RequestDecoder decoder = context.pipeline().get(RequestDecoder.class);
    if (over || decoder == null) {
      input.forNothing();
    } else if (exchange == null && decoder.isWithinRequest()) {
      input.forHead();
    } else if (exchange == null) {
      input.forRequest();
    } else if (exchange.requestBody().isDecided()
        && !exchange.requestBody().isComplete()
        && !paused) {
      input.forBody();
    } else {
      input.forNothing();
    }
  }

  private void slow(String reason) {
    ServerExchange exchange = current;
    if (exchange == null) {
      end(reason);
    } else {
      exchange.abortRequest(HttpResponseStatus.REQUEST_TIMEOUT, reason);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    input = new InputWatch(context, settings, this::slow);
    output = new OutputWatch(context, settings, this::end);
    input.forRequest();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    updateWatch(context);
    context.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (current != null) {
      current.onWritability(context.channel().isWritable());
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    over = true;
    input.stop();
    output.stop();
    releaseWaiting();
    ServerExchange exchange = current;
    if (exchange != null) {
      exchange.closed();
    }
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    input.stop();
    output.stop();
    releaseWaiting();
  }
}
