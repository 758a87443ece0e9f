package org.millrace.httpflv;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.millrace.http.HttpReply;
import org.millrace.http.OutputListener;
import org.millrace.http.RawFraming;
import org.millrace.http.RawStream;
import org.millrace.http.WebSocket;
import org.millrace.http.WebSocketListener;

/** A request for the stream {@code cam} of {@code live}; notes how it is answered. */
public final class FakeExchange implements HttpExchange {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final FakeConnection connection = new FakeConnection(channel);
  private final Map<String, String> query = new HashMap<>();
  private final List<Runnable> endActions = new ArrayList<>();
  private boolean webSocket;
  private boolean chunked;
  private boolean full;
  private OutputListener listener = OutputListener.NONE;
  private @Nullable HttpBodyReader reader;
  private int status;
  private String problem = "";
  private String closed = "";
  private boolean ended;
  private int closeCode;
  private int flushes;
  private final ByteBuf sent = Unpooled.buffer();

  /** What is written. */
  private class Output implements RawStream {
    @Override
    public void write(ByteBuf bytes) {
      sent.writeBytes(bytes);
      bytes.release();
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public boolean isWritable() {
      return !full;
    }

    @Override
    public void close(String reason) {
      closed = reason;
      disconnect();
    }

    @Override
    public void end(String reason) {
      ended = true;
      close(reason);
    }
  }

  /** What is written to a WebSocket. */
  private final class Socket extends Output implements WebSocket {
    @Override
    public Optional<String> subprotocol() {
      return Optional.empty();
    }

    @Override
    public void sendText(String text) {
      throw new AssertionError("not used");
    }

    @Override
    public void sendBinary(ByteBuf payload) {
      throw new AssertionError("not used");
    }

    @Override
    public void close(int code, String reason) {
      closeCode = code;
      close(reason);
    }
  }

  /** What the application is asked. */
  public FakeClient application() {
    return connection.client();
  }

  public FakeExchange with(String parameter, String value) {
    query.put(parameter, value);
    return this;
  }

  public FakeExchange asWebSocket() {
    webSocket = true;
    return this;
  }

  /** As a client of HTTP/1.1. */
  public FakeExchange inChunks() {
    chunked = true;
    return this;
  }

  /** The socket's queue is full from the beginning, or has room. */
  public void full(boolean isFull) {
    full = isFull;
    listener.onWritability(!isFull);
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  /** The connection is closed, by either side. */
  public void disconnect() {
    OutputListener told = listener;
    listener = OutputListener.NONE;
    told.onClosed();
    HttpBodyReader body = reader;
    reader = null;
    if (body != null) {
      body.onAborted("the connection is closed");
    }
    List.copyOf(endActions).forEach(Runnable::run);
    endActions.clear();
  }

  /** The next bytes of the body; not read if nobody wants them. */
  public void receive(ByteBuf bytes) {
    HttpBodyReader body = reader;
    if (body != null) {
      body.onBytes(bytes);
    }
    bytes.release();
  }

  /** The body is whole. */
  public void receiveEnd() {
    HttpBodyReader body = reader;
    reader = null;
    if (body != null) {
      body.onEnd();
    }
  }

  /** Whether the body is taken. */
  public boolean isRead() {
    return reader != null;
  }

  /** The status of the answer; 101 for a WebSocket, 0 if there is none. */
  public int status() {
    return status;
  }

  /** What a failure tells the client. */
  public String problem() {
    return problem;
  }

  /** Why the answer was ended. */
  public String closed() {
    return closed;
  }

  /** Whether the answer is whole. */
  public boolean ended() {
    return ended;
  }

  public int closeCode() {
    return closeCode;
  }

  public int flushes() {
    return flushes;
  }

  /** What was sent since it was asked for the last time. */
  public ByteBuf sent() {
    ByteBuf taken = sent.copy();
    sent.clear();
    return taken;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.GET;
  }

  @Override
  public String path() {
    return "/live/cam.flv";
  }

  @Override
  public String pathParameter(String name) {
    return name.equals("app") ? "live" : "cam";
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
    status = reply.status().code();
    reply.release();
    reader = null;
  }

  @Override
  public HttpBodyWriter respondStreaming(
      HttpResponseStatus newStatus, HttpHeaders headers, OutputListener newListener) {
    throw new AssertionError("not used");
  }

  @Override
  public RawStream respondRaw(
      HttpResponseStatus newStatus, HttpHeaders headers, OutputListener newListener) {
    status = newStatus.code();
    listener = newListener;
    return new Output();
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
  public WebSocket acceptWebSocket(WebSocketListener newListener) {
    status = HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    listener = newListener;
    return new Socket();
  }

  @Override
  public void fail(Throwable failure) {
    HttpException told = HttpException.of(failure);
    if (status == 0) {
      status = told.status().code();
      problem = String.valueOf(told.getMessage());
      reader = null;
    }
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
