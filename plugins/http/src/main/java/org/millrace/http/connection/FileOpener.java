package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.millrace.http.HttpReply;
import org.millrace.http.OpenFile;
import org.millrace.http.reply.TextEncoding;

/** Opens the file of an answer on a file thread, and compresses it there if it is text. */
final class FileOpener {
  private final ServerExchange exchange;
  private final ExchangeServer server;
  private final ReplyOutput output;

  FileOpener(ServerExchange exchange, ExchangeServer server, ReplyOutput output) {
    this.exchange = exchange;
    this.server = server;
    this.output = output;
  }

  /** Opens, and then sends. */
  void open(HttpReply reply, HttpReply.Body.File file) {
    Optional<OpenFile> known = server.fileCache().find(file.path(), file.within());
    if (known.isEmpty() || TextEncoding.pays(reply.headers(), known.get().size())) {
      known.ifPresent(OpenFile::release);
      server.files().execute(() -> openNow(reply, file));
    } else {
      describe(reply, known.get());
      output.sendFile(reply, known.get());
    }
  }

  /** On a file thread. */
  private void openNow(HttpReply reply, HttpReply.Body.File file) {
    OpenFile open;
    try {
      open = server.fileCache().open(file.path(), file.within(), reply.headers());
    } catch (IOException e) {
      onLoop(() -> sendNotFound(e));
      return;
    }
    describe(reply, open);
    if (!TextEncoding.pays(reply.headers(), open.size())) {
      onLoop(() -> send(reply, open));
      return;
    }
    reply.with(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    if (TextEncoding.isAccepted(exchange.headers())) {
      compress(reply, open);
    } else {
      onLoop(() -> send(reply, open));
    }
  }

  private static void describe(HttpReply reply, OpenFile open) {
    if (!reply.headers().contains(HttpHeaderNames.ETAG)) {
      reply.etag(open.tag());
    }
    if (!reply.headers().contains(HttpHeaderNames.LAST_MODIFIED)) {
      reply.with(HttpHeaderNames.LAST_MODIFIED, open.lastModified());
    }
  }

  private void compress(HttpReply reply, OpenFile open) {
    ByteBuf text = Unpooled.buffer((int) open.size());
    try {
      text.writeBytes(open.channel(), 0, (int) open.size());
    } catch (IOException e) {
      text.release();
      onLoop(() -> sendNotFound(e));
      return;
    } finally {
      open.release();
    }
    ByteBuf compressed = TextEncoding.gzip(exchange.context().alloc(), text);
    TextEncoding.applyTo(reply.headers());
    onLoop(() -> output.sendContent(reply, new BytesContent(exchange.context(), compressed)));
  }

  private void send(HttpReply reply, OpenFile open) {
    if (exchange.isAnswered()) {
      open.release();
    } else {
      output.sendFile(reply, open);
    }
  }

  private void sendNotFound(IOException e) {
    if (!(e instanceof NoSuchFileException)) {
      exchange.connection().log().info("a file is not sent: {}", e.toString());
    }
    output.send(Problems.reply(HttpResponseStatus.NOT_FOUND, "nothing is at " + exchange.path()));
  }

  private void onLoop(Runnable task) {
    exchange.eventLoop().execute(task);
  }
}
