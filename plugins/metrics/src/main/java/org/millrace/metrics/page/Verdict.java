package org.millrace.metrics.page;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.millrace.http.HttpReply;

/**
 * Yes, or no and why not, in the form that orchestrators and people read: status 200 or 503, and
 * {@code {"status":"ready","reasons":[]}}.
 *
 * @param good what is said if there is nothing against it
 * @param bad what is said else
 * @param reasons against it
 */
record Verdict(String good, String bad, List<String> reasons) {

  HttpReply reply() {
    HttpResponseStatus status =
        reasons.isEmpty() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
    return HttpReply.bytes(
            status,
            "application/json",
            ByteBufUtil.writeUtf8(UnpooledByteBufAllocator.DEFAULT, json()))
        .cacheControl("no-store");
  }

  String json() {
    return reasons.stream()
        .map(Verdict::quoted)
        .collect(
            Collectors.joining(
                ",",
                "{\"status\":\"" + (reasons.isEmpty() ? good : bad) + "\",\"reasons\":[",
                "]}"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
