package org.millrace.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.millrace.http.HttpReply;
import org.millrace.http.OpenFile;
import org.millrace.http.connection.Content.Section;
import org.millrace.http.reply.ByteRanges;
import org.millrace.http.reply.ByteRanges.Range;
import org.millrace.http.reply.Conditions;
import org.millrace.http.reply.TextEncoding;

/** Sends an answer that is there at once: all of it, some of it, or that the client has it. */
final class ReplyOutput {
  /** Its channels have no such call on older kernels; its classes are the host's own. */
  private static final String IO_URING = "io.netty.channel.uring";

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
      new FileOpener(exchange, server, this).open(reply, file);
    } else if (reply.body() instanceof HttpReply.Body.Bytes owned) {
      sendBytes(reply, owned.bytes());
    } else if (reply.body() instanceof HttpReply.Body.Open open) {
      sendFile(reply, open.file());
    } else {
      sendWhole(reply.status(), reply.headers(), new BytesContent(context, Unpooled.EMPTY_BUFFER));
    }
  }

  private void sendBytes(HttpReply reply, ByteBuf bytes) {
    if (!TextEncoding.pays(reply.headers(), bytes.readableBytes())) {
      sendContent(reply, new BytesContent(context, bytes));
      return;
    }
    reply.with(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
    if (TextEncoding.isAccepted(exchange.headers())) {
      TextEncoding.applyTo(reply.headers());
      sendContent(reply, new BytesContent(context, TextEncoding.gzip(context.alloc(), bytes)));
    } else {
      sendContent(reply, new BytesContent(context, bytes));
    }
  }

  /** Sends a file that is open now. */
  void sendFile(HttpReply reply, OpenFile file) {
    sendContent(reply, canSendFiles() ? new RegionContent(context, file) : fed(file));
  }

  private boolean canSendFiles() {
    return !exchange.connection().isSecure()
        && !context.channel().getClass().getPackageName().equals(IO_URING);
  }

  private Content fed(OpenFile file) {
    return new FedContent(
        context,
        file,
        file.isInMemory() ? Runnable::run : server.files(),
        reason -> exchange.connection().close("an answer breaks off: " + reason));
  }

  /** Sends what the conditions and ranges of the request leave of it. */
  void sendContent(HttpReply reply, Content content) {
    HttpHeaders headers = reply.headers();
    boolean isRead = exchange.isHead() || exchange.method().equals(HttpMethod.GET);
    if (!isRead || !reply.status().equals(HttpResponseStatus.OK)) {
      sendWhole(reply.status(), headers, content);
      return;
    }
    switch (Conditions.evaluate(exchange.headers(), headers)) {
      case NOT_MODIFIED -> sendNothing(HttpResponseStatus.NOT_MODIFIED, headers, content);
      case FAILED -> sendNothing(HttpResponseStatus.PRECONDITION_FAILED, headers, content);
      case SEND -> sendRanges(headers, content);
    }
  }

  private void sendNothing(HttpResponseStatus status, HttpHeaders headers, Content content) {
    content.close();
    sendWhole(status, headers, new BytesContent(context, Unpooled.EMPTY_BUFFER));
  }

  private void sendRanges(HttpHeaders headers, Content content) {
    if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
      // A part of what is compressed can be used by nobody.
      sendWhole(HttpResponseStatus.OK, headers, content);
      return;
    }
    headers.set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
    boolean isAsked = Conditions.allowRange(exchange.headers(), headers);
    String field = isAsked ? exchange.headers().get(HttpHeaderNames.RANGE) : null;
    ByteRanges wanted = ByteRanges.of(field, content.length());
    if (wanted instanceof ByteRanges.Parts parts) {
      sendParts(headers, content, parts.ranges());
    } else if (wanted instanceof ByteRanges.Unsatisfiable) {
      headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + content.length());
      sendNothing(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers, content);
    } else {
      sendWhole(HttpResponseStatus.OK, headers, content);
    }
  }

  private void sendParts(HttpHeaders headers, Content content, List<Range> ranges) {
    if (ranges.size() == 1) {
      Range only = ranges.get(0);
      headers.set(HttpHeaderNames.CONTENT_RANGE, only.contentRange(content.length()));
      Section section = new Section(Unpooled.EMPTY_BUFFER, only.first(), only.length());
      send(HttpResponseStatus.PARTIAL_CONTENT, headers, content, List.of(section));
      return;
    }
    String boundary = Long.toHexString(ThreadLocalRandom.current().nextLong());
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
    List<Section> sections = new ArrayList<>();
    for (Range range : ranges) {
      String preamble =
          "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
              .formatted(boundary, type, range.contentRange(content.length()));
      sections.add(new Section(ascii(preamble), range.first(), range.length()));
    }
    sections.add(new Section(ascii("\r\n--" + boundary + "--\r\n"), 0, 0));
    headers.set(HttpHeaderNames.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary);
    send(HttpResponseStatus.PARTIAL_CONTENT, headers, content, sections);
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private void sendWhole(HttpResponseStatus status, HttpHeaders headers, Content content) {
    Section all = new Section(Unpooled.EMPTY_BUFFER, 0, content.length());
    send(status, headers, content, List.of(all));
  }

  private void send(
      HttpResponseStatus status, HttpHeaders headers, Content content, List<Section> sections) {
    HttpResponse head = AnswerHead.with(exchange, status, headers);
    long length = sections.stream().mapToLong(Section::wireLength).sum();
    if (!status.equals(HttpResponseStatus.NO_CONTENT)
        && !status.equals(HttpResponseStatus.NOT_MODIFIED)) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
    context.write(head, context.voidPromise());
    if (exchange.isHead() || length == 0) {
      sections.forEach(section -> section.preamble().release());
      content.close();
      finish();
    } else {
      content.write(sections, this::finish);
    }
  }

  private void finish() {
    context
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(written -> exchange.ended());
  }
}
