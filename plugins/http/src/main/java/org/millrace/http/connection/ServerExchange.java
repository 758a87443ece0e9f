package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.http.HttpBodyFlow;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawFraming;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;
import org.millrace.http.route.RequestTarget;

/** One request and its answer, on the server's side. */
final class ServerExchange implements HttpExchange {

  private enum State {
    /** Nothing of the answer has been decided. To ANSWERING by the methods that answer. */
    OPEN,
    /** The answer is being sent. To ENDED when it is written. */
    ANSWERING,
    /** The answer is written, or the connection closed. No way out. */
    ENDED
  }

  private static final RequestTarget UNKNOWN = new RequestTarget("/", List.of(""), "");

  private final HttpConnection home;
  private final ChannelHandlerContext context;
  private final ConnectionContext connection;
  private final HttpRequest request;
  private final boolean isHead;
  private final RequestBody requestBody;
  private final List<Runnable> endActions = new ArrayList<>(2);
  private final HttpHeaders extraHeaders = new DefaultHttpHeaders();
  private RequestTarget target = UNKNOWN;
  private Map<String, String> parameters = Map.of();
  private @Nullable Map<String, String> query;
  private State state = State.OPEN;
  private int status;
  private boolean keepAlive;
  private String endReason = "the client has asked for it";
  private OutputListener output = OutputListener.NONE;

  ServerExchange(
      HttpConnection home,
      ChannelHandlerContext context,
      ConnectionContext connection,
      HttpRequest request,
      boolean last) {
    this.home = home;
    this.context = context;
    this.connection = connection;
    this.request = request;
    this.isHead = request.method().equals(HttpMethod.HEAD);
    this.requestBody = new RequestBody(context.alloc(), on -> home.pause(context, on));
    this.keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    if (last) {
      closeAfter("maxRequestsPerConnection is reached");
    }
  }

  HttpRequest request() {
    return request;
  }

  RequestBody requestBody() {
    return requestBody;
  }

  ChannelHandlerContext context() {
    return context;
  }

  void target(RequestTarget read) {
    target = read;
  }

  /** Fields that the answer has whatever the handler sets. */
  HttpHeaders extraHeaders() {
    return extraHeaders;
  }

  void parameters(Map<String, String> matched) {
    parameters = matched;
  }

  boolean isAnswered() {
    return state == State.ENDED;
  }

  void answeredWith(HttpResponseStatus sent) {
    status = sent.code();
  }

  /** The status of the answer; 0 if none has begun. */
  int status() {
    return status;
  }

  /** Whether another exchange may follow. */
  boolean keepsAlive() {
    return keepAlive;
  }

  String endReason() {
    return endReason;
  }

  /** The connection ends with this answer. */
  void closeAfter(String reason) {
    keepAlive = false;
    endReason = reason;
  }

  @Override
  public HttpMethod method() {
    return request.method();
  }

  /** Whether the answer's body is not to be sent. */
  boolean isHead() {
    return isHead;
  }

  boolean isHttp10() {
    return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  @Override
  public String path() {
    return target.path();
  }

  @Override
  public String pathParameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "path parameter: " + name + " (expected: one of " + parameters.keySet() + ")");
    }
    return value;
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name));
  }

  @Override
  public Map<String, String> query() {
    Map<String, String> read = query;
    if (read == null) {
      read = target.query();
      query = read;
    }
    return read;
  }

  @Override
  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(request.headers().get(name));
  }

  @Override
  public HttpHeaders headers() {
    return request.headers();
  }

  @Override
  public ConnectionContext connection() {
    return connection;
  }

  @Override
  public EventLoop eventLoop() {
    return connection.channel().eventLoop();
  }

  @Override
  public CompletionStage<ByteBuf> body(int maxBytes) {
    sendContinue();
    return requestBody.collect(maxBytes);
  }

  @Override
  public HttpBodyFlow body(HttpBodyReader reader) {
    sendContinue();
    requestBody.read(reader);
    return requestBody;
  }

  /** RFC 9110 section 10.1.1. */
  private void sendContinue() {
    if (state == State.OPEN && HttpUtil.is100ContinueExpected(request)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, context.alloc().buffer(0)));
    }
  }

  /**
   * Begins the answer.
   *
   * @param listener is told of the channel
   * @return false if the connection is closed, and the answer in vain
   */
  private boolean begin(OutputListener listener) {
    if (state == State.ANSWERING) {
      throw new IllegalStateException("the exchange is answered already");
    }
    if (state == State.ENDED) {
      // Not now: the handler has no output yet.
      context.executor().execute(listener::onClosed);
      return false;
    }
    state = State.ANSWERING;
    output = listener;
    if (!requestBody.isComplete() && HttpUtil.is100ContinueExpected(request)) {
      closeAfter("the client waits to be told whether to send its body");
    } else if (!requestBody.isComplete()
        && HttpUtil.getContentLength(request, 0L) > home.settings().maxUnreadBody()) {
      closeAfter("the request's body is longer than maxUnreadBody");
    }
    return true;
  }

  @Override
  public void respond(HttpReply reply) {
    if (state == State.OPEN) {
      begin(OutputListener.NONE);
      new ReplyOutput(this, home.server()).send(reply);
    } else {
      reply.release();
      if (state == State.ANSWERING) {
        throw new IllegalStateException("the exchange is answered already");
      }
    }
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus status, HttpHeaders headers, OutputListener listener) {
    PiecewiseOutput pieces = new PiecewiseOutput(this);
    if (begin(listener)) {
      pieces.begin(status, headers);
    }
    return pieces;
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus status, HttpHeaders headers, OutputListener listener) {
    RawOutput raw = new RawOutput(this);
    if (begin(listener)) {
      raw.begin(status, headers);
    }
    return raw;
  }

  @Override
  public RawFraming rawFraming() {
    return isHttp10() || isWebSocket() ? HttpExchange.super.rawFraming() : RawFraming.CHUNKED;
  }

  @Override
  public boolean isWebSocket() {
    return WebSocketHandshake.isAskedFor(request);
  }

  @Override
  public WebSocket acceptWebSocket(WebSocketListener listener) {
    WebSocketOutput socket =
        new WebSocketOutput(this, WebSocketHandshake.of(request, listener.subprotocols()));
    if (begin(listener)) {
      socket.begin(listener, home.settings());
    }
    return socket;
  }

  @Override
  public void fail(Throwable failure) {
    HttpException problem = HttpException.of(failure);
    if (HttpException.isBug(failure)) {
      connection.log().error("{} {} fails", method(), path(), failure);
    }
    if (state == State.OPEN) {
      respond(Problems.reply(problem.status(), String.valueOf(problem.getMessage())));
    } else if (state == State.ANSWERING) {
      connection.close("an answer fails: " + problem.getMessage());
    }
  }

  @Override
  public CompletionStage<Client> client(String application) {
    ConnectRequest introduction =
        new ConnectRequest(
            isWebSocket() ? "ws" : "http",
            application,
            request.uri(),
            header("user-agent").orElse(""),
            header("referer").orElse(""),
            connection.remoteAddress(),
            query());
    return connection
        .connect(introduction)
        .thenApply(
            client -> {
              onEnd(client::close);
              return client;
            });
  }

  @Override
  public void onEnd(Runnable action) {
    if (state == State.ENDED) {
      action.run();
    } else {
      endActions.add(action);
    }
  }

  void onWritability(boolean writable) {
    output.onWritability(writable);
  }

  /** The answer is written whole. */
  void ended() {
    if (state != State.ENDED) {
      end();
      home.answered(context);
    }
  }

  /** The rest of the request cannot be read. */
  void abortRequest(HttpResponseStatus status, String reason) {
    closeAfter(reason);
    requestBody.abort(status, reason);
    if (state == State.OPEN) {
      fail(new HttpException(status, reason));
    } else if (state == State.ANSWERING) {
      connection.close(reason);
    }
  }

  /** The connection is closed. */
  void closed() {
    requestBody.abort(HttpResponseStatus.BAD_REQUEST, "the connection is closed");
    if (state != State.ENDED) {
      end();
    }
  }

  private void end() {
    state = State.ENDED;
    OutputListener told = output;
    output = OutputListener.NONE;
    told.onClosed();
    endActions.forEach(Runnable::run);
    endActions.clear();
  }

  HttpConnection home() {
    return home;
  }
}
