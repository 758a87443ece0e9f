package org.millrace.admin.rest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.doubles.FakeConnection;
import org.millrace.http.HttpBodyFlow;
import org.millrace.http.HttpBodyReader;
import org.millrace.http.HttpBodyWriter;
import org.millrace.http.HttpException;
import org.millrace.http.HttpExchange;
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** One request with a body that is there, and what is answered. */
final class FakeExchange implements HttpExchange {
  private final HttpMethod method;
  private final String path;
  private final Map<String, String> parameters;
  private final Map<String, String> query = new LinkedHashMap<>();
  private final String body;
  private final FakeConnection connection = new FakeConnection();
  private int status;
  private String contentType = "";
  private String said = "";

  FakeExchange(HttpMethod method, String path, Map<String, String> parameters, String body) {
    this.method = method;
    this.path = path;
    this.parameters = parameters;
    this.body = body;
  }

  FakeExchange query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** 0 if nothing is answered yet. */
  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  String said() {
    return said;
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
      throw new IllegalArgumentException(name);
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
    return Optional.empty();
  }

  @Override
  public HttpHeaders headers() {
    return new DefaultHttpHeaders();
  }

  @Override
  public ConnectionContext connection() {
    return connection;
  }

  @Override
  public EventLoop eventLoop() {
    return ((EmbeddedChannel) connection.channel()).eventLoop();
  }

  @Override
  public CompletionStage<ByteBuf> body(int maxBytes) {
    return CompletableFuture.completedStage(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
  }

  @Override
  public HttpBodyFlow body(HttpBodyReader reader) {
    throw new AssertionError("bodies are taken whole");
  }

  @Override
  public void respond(HttpReply reply) {
    answer(reply.status(), reply.headers());
    if (reply.body() instanceof HttpReply.Body.Bytes bytes) {
      said = bytes.bytes().toString(StandardCharsets.UTF_8);
    }
    reply.release();
  }

  private void answer(HttpResponseStatus answered, @Nullable HttpHeaders headers) {
    if (status != 0) {
      throw new AssertionError("answered twice: " + status + ", " + answered);
    }
    status = answered.code();
    contentType = headers == null ? "" : headers.get("Content-Type", "");
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus answered, HttpHeaders headers, OutputListener listener) {
    throw new AssertionError("see EventStreamsTest");
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus answered, HttpHeaders headers, OutputListener listener) {
    throw new AssertionError("nothing here is raw");
  }

  @Override
  public boolean isWebSocket() {
    return false;
  }

  @Override
  public WebSocket acceptWebSocket(WebSocketListener listener) {
    throw new AssertionError("nothing here is a WebSocket");
  }

  @Override
  public void fail(Throwable failure) {
    HttpException problem = HttpException.of(failure);
    answer(problem.status(), null);
    said = String.valueOf(problem.getMessage());
  }

  @Override
  public CompletionStage<Client> client(String application) {
    throw new AssertionError("nothing here is media");
  }

  @Override
  public void onEnd(Runnable action) {
    throw new AssertionError("nothing here waits for the end");
  }
}
