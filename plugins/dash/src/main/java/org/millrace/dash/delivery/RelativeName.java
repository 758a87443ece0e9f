package org.millrace.dash.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name of a stream in references from its own folder. */
final class RelativeName {
  private static final String UNRESERVED = "-._~";

  private RelativeName() {}

  /** What is behind the last slash; RFC 3986 section 2.3: all but unreserved characters escaped. */
  static String of(String streamName) {
    StringBuilder out = new StringBuilder("./");
    String last = streamName.substring(streamName.lastIndexOf('/') + 1);
    for (byte each : last.getBytes(StandardCharsets.UTF_8)) {
      boolean isPlain =
          each > 0 && (Character.isLetterOrDigit(each) || UNRESERVED.indexOf(each) >= 0);
      if (isPlain) {
        out.append((char) each);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", each & 0xFF));
      }
    }
    return out.toString();
  }
}
