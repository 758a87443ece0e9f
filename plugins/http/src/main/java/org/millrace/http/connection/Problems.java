package org.millrace.http.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.millrace.http.HttpReply;

/** Errors as clients read them (RFC 9457). */
final class Problems {
  private static final String RETRY_SECONDS = "60";

  private Problems() {}

  /** A problem of no type of its own: its title is the status'. */
  static HttpReply reply(HttpResponseStatus status, String detail) {
    String json =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}\n"
            .formatted(escape(status.reasonPhrase()), status.code(), escape(detail));
    HttpReply reply =
        HttpReply.bytes(
                status,
                "application/problem+json",
                Unpooled.copiedBuffer(json, StandardCharsets.UTF_8))
            .with(HttpHeaderNames.CACHE_CONTROL, "no-store");
    if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
      reply.with(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"millrace\"");
    } else if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      reply.with(HttpHeaderNames.UPGRADE, "websocket");
      reply.with(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    } else if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
      reply.with(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    return reply;
  }

  /** RFC 8259 section 7. */
  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
