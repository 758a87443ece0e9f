package org.millrace.dash.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** A request for the stream {@code cam} of {@code live}; notes how it is answered. */
final class FakeExchange implements HttpExchange {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeConnection connection = new FakeConnection(channel);
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();
  private final List<Runnable> endActions = new ArrayList<>();
  private final StringBuilder sent = new StringBuilder();
  private HttpHeaders answerHeaders = new DefaultHttpHeaders();
  private int status;
  private boolean isEnded;

  private final class Body implements HttpBodyWriter {
    @Override
    public void write(ByteBuf bytes) {
      sent.append(bytes.toString(StandardCharsets.UTF_8));
      bytes.release();
    }

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void end() {
      disconnect();
    }

    @Override
    public void abort(String reason) {
      sent.append('!').append(reason);
      disconnect();
    }
  }

  FakeExchange() {
    parameters.put("app", "live");
    parameters.put("stream", "cam");
  }

  FakeExchange with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  FakeExchange asking(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** What the application is asked. */
  FakeClient application() {
    return connection.client();
  }

  /** Has the event loop do what it has to. */
  FakeExchange run() {
    channel.runPendingTasks();
    return this;
  }

  void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  void disconnect() {
    isEnded = true;
    List.copyOf(endActions).forEach(Runnable::run);
    endActions.clear();
  }

  int status() {
    return status;
  }

  boolean isEnded() {
    return isEnded;
  }

  /** What was sent so far. */
  String sent() {
    return sent.toString();
  }

  String sent(CharSequence header) {
    return answerHeaders.get(header);
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/live/cam";
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
  public void respond(HttpReply reply) {
    status = reply.status().code();
    answerHeaders = reply.headers();
    if (reply.body() instanceof HttpReply.Body.Bytes body) {
      sent.append(body.bytes().toString(StandardCharsets.UTF_8));
    }
    reply.release();
    disconnect();
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus newStatus, HttpHeaders headers, OutputListener listener) {
    status = newStatus.code();
    answerHeaders = headers;
    return new Body();
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus newStatus, HttpHeaders headers, OutputListener listener) {
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
  public void fail(Throwable failure) {
    if (status == 0) {
      status = HttpException.of(failure).status().code();
    }
    disconnect();
  }

  @Override
  public CompletionStage<Client> client(String application) {
    return connection.connect(
        new ConnectRequest("http", application, path(), "", "", connection.remoteAddress(), query));
  }

  @Override
  public void onEnd(Runnable action) {
    endActions.add(action);
  }
}
