package org.millrace.samplefactory.download;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.protocol.ConnectionContext;

/** Asks for one file and hands the body of the response to a {@link PartFile}. */
final class DownloadHandler extends SimpleChannelInboundHandler<HttpObject> {
  /** More than this may not wait for the disk; then nothing is read. */
  private static final long MAX_WAITING_BYTES = 1 << 20;

  private final ConnectionContext connection;
  private final CompletableFuture<Long> outcome = new CompletableFuture<>();
  private @Nullable PartFile file;
  private long maxBytes;
  private long bytes;
  private long waiting;
  private boolean complete;

  DownloadHandler(ConnectionContext connection) {
    this.connection = connection;
  }

  /**
   * Begins; to be called once, on the event loop of an open connection.
   *
   * @return completed with the file's length
   */
  CompletionStage<Long> fetch(Download download, PartFile target, long maximum, Duration timeout) {
    file = target;
    maxBytes = maximum;
    connection
        .channel()
        .pipeline()
        .addBefore(
            "download",
            "downloadIdle",
            new IdleStateHandler(timeout.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, download.requestTarget());
    request
        .headers()
        .set(HttpHeaderNames.HOST, download.hostField())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    connection.channel().writeAndFlush(request);
    return outcome;
  }

  /** Of an acceptor: this chain is for connections that the server opens. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.channel().parent() != null) {
      connection.close("chain httpDownload fetches files and serves none");
    }
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    PartFile target = file;
    if (target == null || outcome.isDone()) {
      return; // Nothing was asked for, or it is decided what becomes of it.
    }
    if (part.decoderResult().isFailure()) {
      fail("HTTP: " + part.decoderResult().cause().getMessage());
    } else if (part instanceof HttpResponse response) {
      check(response);
    } else if (part instanceof HttpContent content) {
      write(context, target, content);
    }
  }

  private void check(HttpResponse response) {
    if (!response.status().equals(HttpResponseStatus.OK)) {
      fail("status " + response.status() + " (expected: 200 OK)");
    } else if (HttpUtil.getContentLength(response, 0L) > maxBytes) {
      failTooLong(HttpUtil.getContentLength(response, 0L));
    }
  }

  private void write(ChannelHandlerContext context, PartFile target, HttpContent content) {
    int length = content.content().readableBytes();
    bytes += length;
    if (bytes > maxBytes) {
      failTooLong(bytes);
      return;
    }
    waiting += length;
    context.channel().config().setAutoRead(waiting <= MAX_WAITING_BYTES);
    target
        .write(content.content().retain())
        .whenCompleteAsync(
            (done, failure) -> written(context, length, failure), context.executor());
    if (content instanceof LastHttpContent) {
      complete = true;
      target.finish().whenCompleteAsync((done, failure) -> finished(failure), context.executor());
    }
  }

  private void written(ChannelHandlerContext context, int length, @Nullable Throwable failure) {
    waiting -= length;
    context.channel().config().setAutoRead(waiting <= MAX_WAITING_BYTES);
    if (failure != null) {
      fail(failure.getMessage());
    }
  }

  private void finished(@Nullable Throwable failure) {
    if (failure != null) {
      fail(failure.getMessage());
    } else if (outcome.complete(bytes)) {
      connection.close("the file is downloaded");
    }
  }

  private void failTooLong(long length) {
    fail(length + " bytes (expected: at most maxDownloadBytes = " + maxBytes + ")");
  }

  private void fail(@Nullable String reason) {
    String text = String.valueOf(reason);
    if (outcome.completeExceptionally(new DownloadException(text)) && file != null) {
      file.discard();
    }
    connection.close(text);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!complete) {
      fail("the connection was closed before the end of the file");
    }
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && !complete) {
      fail("the server has sent nothing for downloadTimeout");
    } else {
      context.fireUserEventTriggered(event);
    }
  }
}
