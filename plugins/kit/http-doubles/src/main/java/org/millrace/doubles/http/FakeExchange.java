package org.millrace.doubles.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.doubles.FakeClient;
import org.millrace.doubles.FakeConnection;
import org.millrace.http.HttpBodyFlow;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpHandler;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawFraming;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** A request, GET / unless the test says otherwise, that notes how it is answered. */
public final class FakeExchange implements HttpExchange {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeConnection connection = new FakeConnection(channel);
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private final HttpHeaders headers = new DefaultHttpHeaders();
  private final List<Runnable> endActions = new ArrayList<>();
  private final FakeAnswer answer = new FakeAnswer(this::disconnect);
  private HttpMethod method = HttpMethod.GET;
  private String path = "/";
  private String body = "";
  private boolean webSocket;
  private boolean chunked;
  private @Nullable HttpBodyReader reader;

  /**
   * Sets the request line.
   *
   * @param newMethod such as {@code HttpMethod.POST}
   * @param newPath without a query
   * @return this
   */
  public FakeExchange line(HttpMethod newMethod, String newPath) {
    method = newMethod;
    path = newPath;
    return this;
  }

  /**
   * Sets what the pattern of the route has found in the path.
   *
   * @param parameter its name
   * @param value decoded
   * @return this
   */
  public FakeExchange with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  /**
   * Adds to the query.
   *
   * @param name decoded
   * @param value decoded
   * @return this
   */
  public FakeExchange asking(String name, String value) {
    query.put(name, value);
    return this;
  }

  /**
   * Adds a header field.
   *
   * @param name of the field
   * @param value of the field
   * @return this
   */
  public FakeExchange saying(CharSequence name, String value) {
    headers.add(name, value);
    return this;
  }

  /**
   * Sets the body that is there at once; one that comes in pieces {@linkplain #receive is
   * received}.
   *
   * @param text the whole of it
   * @return this
   */
  public FakeExchange sending(String text) {
    body = text;
    return this;
  }

  /**
   * Makes it a handshake of a WebSocket.
   *
   * @return this
   */
  public FakeExchange asWebSocket() {
    webSocket = true;
    return this;
  }

  /**
   * Makes the client one of HTTP/1.1, that reads chunks.
   *
   * @return this
   */
  public FakeExchange inChunks() {
    chunked = true;
    return this;
  }

  /**
   * Has it handled, and everything done that is to be done at once.
   *
   * @param handler whose exceptions become answers, as the server does it
   * @return this
   */
  public FakeExchange handledBy(HttpHandler handler) {
    try {
      handler.handle(this);
    } catch (HttpException e) {
      fail(e);
    }
    return run();
  }

  /**
   * Has the event loop do what it has to.
   *
   * @return this
   */
  public FakeExchange run() {
    channel.runPendingTasks();
    return this;
  }

  /**
   * Lets time pass.
   *
   * @param time how much
   */
  public void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  /**
   * The next bytes of the body come; nobody has them if nobody reads.
   *
   * @param bytes ownership passes
   */
  public void receive(ByteBuf bytes) {
    HttpBodyReader to = reader;
    if (to != null) {
      to.onBytes(bytes);
    }
    bytes.release();
  }

  /** The body is whole. */
  public void receiveEnd() {
    HttpBodyReader to = reader;
    reader = null;
    if (to != null) {
      to.onEnd();
    }
  }

  /**
   * Whether the body is read piece by piece.
   *
   * @return false before that, and when it has ended
   */
  public boolean isRead() {
    return reader != null;
  }

  /** The exchange ends, because it is answered or because the connection is closed. */
  public void disconnect() {
    answer.ended();
    HttpBodyReader from = reader;
    reader = null;
    if (from != null) {
      from.onAborted("the connection is closed");
    }
    List.copyOf(endActions).forEach(Runnable::run);
    endActions.clear();
  }

  /**
   * What the application is asked.
   *
   * @return the client of any application
   */
  public FakeClient application() {
    return connection.client();
  }

  /**
   * What is answered.
   *
   * @return the same all the time
   */
  public FakeAnswer answer() {
    return answer;
  }

  @Override
  public HttpMethod method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String pathParameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " (expected: of " + parameters.keySet() + ")");
    }
    return value;
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  @Override
  public Map<String, String> query() {
    return query;
  }

  @Override
  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public ConnectionContext connection() {
    return connection;
  }

  @Override
  public EventLoop eventLoop() {
    return channel.eventLoop();
  }

  @Override
  public CompletionStage<ByteBuf> body(int maxBytes) {
    return CompletableFuture.completedStage(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
  }

  @Override
  public HttpBodyFlow body(HttpBodyReader newReader) {
    reader = newReader;
    return new HttpBodyFlow() {
      @Override
      public void pause() {}

      @Override
      public void resume() {}
    };
  }

  @Override
  public void respond(HttpReply reply) {
    reader = null;
    answer.take(reply);
    disconnect();
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus status, HttpHeaders fields, OutputListener listener) {
    return answer.begin(status, fields, listener);
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus status, HttpHeaders fields, OutputListener listener) {
    return answer.begin(status, fields, listener);
  }

  @Override
  public RawFraming rawFraming() {
    return chunked ? RawFraming.CHUNKED : HttpExchange.super.rawFraming();
  }

  @Override
  public boolean isWebSocket() {
    return webSocket;
  }

  @Override
  public WebSocket acceptWebSocket(WebSocketListener listener) {
    return answer.beginWebSocket(listener);
  }

  @Override
  public void fail(Throwable failure) {
    reader = null;
    answer.take(HttpException.of(failure));
    disconnect();
  }

  @Override
  public CompletionStage<Client> client(String application) {
    return connection.connect(
        new ConnectRequest("http", application, path, "", "", connection.remoteAddress(), query));
  }

  @Override
  public void onEnd(Runnable action) {
    endActions.add(action);
  }
}
