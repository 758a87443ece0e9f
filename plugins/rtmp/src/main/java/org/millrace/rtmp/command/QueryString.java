package org.millrace.rtmp.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A name with a query: {@code demo?token=a%20b&x}. The query's parts become parameters, with {@code
 * %20} decoded; {@code +} stays what it is, as tokens are often Base64.
 *
 * @param name what stands before the question mark
 * @param parameters the query's parts in their order; of equal names the last counts
 */
record QueryString(String name, Map<String, String> parameters) {

  static QueryString parse(String text) {
    int mark = text.indexOf('?');
    if (mark < 0) {
      return new QueryString(text.strip(), Map.of());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    // More question marks come from clients that put one query behind another.
    for (String part : text.substring(mark + 1).split("[&?]", -1)) {
      int equals = part.indexOf('=');
      String key = decode(equals < 0 ? part : part.substring(0, equals));
      if (!key.isEmpty()) {
        parameters.put(key, equals < 0 ? "" : decode(part.substring(equals + 1)));
      }
    }
    return new QueryString(text.substring(0, mark).strip(), parameters);
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      if (low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(in[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
