package org.millrace.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name of a stream in references from its own folder, such as those of a playlist. */
public final class RelativeName {
  private static final String UNRESERVED = "-._~";

  private RelativeName() {}

  /**
   * What is behind the last slash of a name, all but unreserved characters escaped (RFC 3986
   * section 2.3).
   *
   * @param streamName may hold slashes
   * @return begins with {@code ./}, so that a colon in it is none of a scheme
   */
  public static String of(String streamName) {
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
