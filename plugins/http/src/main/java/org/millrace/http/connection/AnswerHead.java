package org.millrace.http.connection;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.millrace.http.reply.HttpDate;

/** Makes the head of an answer: what the handler has set, and what every answer has. */
final class AnswerHead {
  private static final AsciiString CONTENT_TYPE_OPTIONS =
      AsciiString.cached("x-content-type-options");
  private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");

  private AnswerHead() {}

  /** The head of an exchange's answer; the fields are left as they are. */
  static HttpResponse of(ServerExchange exchange, HttpResponseStatus status, HttpHeaders headers) {
    return with(exchange, status, headers.copy());
  }

  /** The head of an exchange's answer, which takes the fields for its own. */
  static HttpResponse with(ServerExchange exchange, HttpResponseStatus status, HttpHeaders all) {
    exchange.home().server().statistics().answered(status);
    exchange.answeredWith(status);
    all.set(HttpHeaderNames.DATE, HttpDate.now());
    all.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    exchange.extraHeaders().forEach(field -> all.add(field.getKey(), field.getValue()));
    if (!exchange.keepsAlive()) {
      all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (exchange.isHttp10()) {
      all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, all);
  }
}
