package org.millrace.http.connection;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.millrace.http.reply.HttpDate;

/** Makes the head of an answer: what the handler has set, and what every answer has. */
final class AnswerHead {
  private AnswerHead() {}

  /** The head of an exchange's answer. */
  static HttpResponse of(ServerExchange exchange, HttpResponseStatus status, HttpHeaders headers) {
    exchange.home().server().statistics().answered(status);
    HttpHeaders all = headers.copy();
    all.set(HttpHeaderNames.DATE, HttpDate.now());
    all.set("x-content-type-options", "nosniff");
    exchange.extraHeaders().forEach(field -> all.add(field.getKey(), field.getValue()));
    if (!exchange.keepsAlive()) {
      all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (exchange.isHttp10()) {
      all.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, all);
  }
}
