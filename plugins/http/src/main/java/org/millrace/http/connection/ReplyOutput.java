package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.millrace.http.HttpException;
import org.millrace.http.HttpReply;

/** Sends an answer that is there at once. */
final class ReplyOutput {
  private final ServerExchange exchange;
  private final ChannelHandlerContext context;
  private final ExchangeServer server;

  ReplyOutput(ServerExchange exchange, ExchangeServer server) {
    this.exchange = exchange;
    this.context = exchange.context();
    this.server = server;
  }

  /** Sends; ownership of the reply's bytes passes. */
  void send(HttpReply reply) {
    if (reply.body() instanceof HttpReply.Body.File file) {
      open(file.path())
          .whenCompleteAsync(
              (opened, failure) -> {
                if (failure != null) {
                  sendBytes(
                      Problems.reply(
                          HttpResponseStatus.NOT_FOUND, "nothing is at " + exchange.path()),
                      Unpooled.EMPTY_BUFFER);
                } else {
                  sendFile(reply, opened);
                }
              },
              context.executor());
    } else if (reply.body() instanceof HttpReply.Body.Bytes bytes) {
      sendBytes(reply, bytes.bytes());
    } else {
      sendBytes(reply, Unpooled.EMPTY_BUFFER);
    }
  }

  private void sendBytes(HttpReply reply, ByteBuf bytes) {
    HttpResponse head = AnswerHead.of(exchange, reply.status(), reply.headers());
    if (reply.status().code() != 204 && reply.status().code() != 304) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.readableBytes());
    }
    context.write(head, context.voidPromise());
    if (exchange.isHead() || !bytes.isReadable()) {
      bytes.release();
      finish(LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      finish(new DefaultLastHttpContent(bytes));
    }
  }

  private void finish(LastHttpContent last) {
    context.writeAndFlush(last).addListener(written -> exchange.ended());
  }

  private CompletableFuture<FileChannel> open(Path path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return FileChannel.open(path);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        server.files());
  }

  private void sendFile(HttpReply reply, FileChannel file) {
    try {
      long size = file.size();
      HttpResponse head = AnswerHead.of(exchange, reply.status(), reply.headers());
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, size);
      context.write(head, context.voidPromise());
      context.write(new DefaultFileRegion(file, 0, size), context.voidPromise());
      finish(LastHttpContent.EMPTY_LAST_CONTENT);
    } catch (IOException e) {
      exchange.fail(new HttpException(HttpResponseStatus.NOT_FOUND, "nothing is there"));
    }
  }
}
