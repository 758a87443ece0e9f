package org.millrace.hls.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** A GET request, and its answer when there is one. */
final class FakeRequest implements HttpExchange {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeConnection connection = new FakeConnection(channel);
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private HttpHeaders headers = new DefaultHttpHeaders();
  private int status;
  private String body = "";

  FakeRequest with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  FakeRequest asking(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** What the application is asked. */
  FakeClient application() {
    return connection.client();
  }

  FakeRequest handledBy(HttpHandler handler) {
    try {
      handler.handle(this);
    } catch (HttpException e) {
      fail(e);
    }
    return settled();
  }

  /** Everything has been done that is to be done. */
  FakeRequest settled() {
    channel.runPendingTasks();
    return this;
  }

  /** 0 while there is no answer. */
  int status() {
    settled();
    return status;
  }

  String body() {
    return body;
  }

  String answered(String header) {
    return headers.get(header, "");
  }

  @Override
  public void respond(HttpReply reply) {
    status = reply.status().code();
    headers = reply.headers();
    if (reply.body() instanceof HttpReply.Body.Bytes bytes) {
      body = bytes.bytes().toString(StandardCharsets.ISO_8859_1);
    }
    reply.release();
  }

  @Override
  public void fail(Throwable failure) {
    HttpException problem = HttpException.of(failure);
    status = problem.status().code();
    body = String.valueOf(problem.getMessage());
  }

  @Override
  public CompletionStage<Client> client(String application) {
    return connection.connect(
        new ConnectRequest("http", application, "", "", "", connection.remoteAddress(), Map.of()));
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/";
  }

  @Override
  public String pathParameter(String name) {
    return parameters.get(name);
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
    return channel.eventLoop();
  }

  @Override
  public CompletionStage<ByteBuf> body(int maxBytes) {
    throw new AssertionError("not used");
  }

  @Override
  public HttpBodyFlow body(HttpBodyReader reader) {
    throw new AssertionError("not used");
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus newStatus, HttpHeaders newHeaders, OutputListener listener) {
    throw new AssertionError("not used");
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus newStatus, HttpHeaders newHeaders, OutputListener listener) {
    throw new AssertionError("not used");
  }

  @Override
  public boolean isWebSocket() {
    return false;
  }

  @Override
  public WebSocket acceptWebSocket(WebSocketListener listener) {
    throw new AssertionError("not used");
  }

  @Override
  public void onEnd(Runnable action) {
    throw new AssertionError("not used");
  }
}
