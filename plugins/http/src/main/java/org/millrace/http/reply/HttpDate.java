package org.millrace.http.reply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates of answers (RFC 9110 section 5.6.7). */
public final class HttpDate {
  /** The library's own format of RFC 1123 has days of one digit, which HTTP has not. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static volatile HttpDate newest = new HttpDate(0);

  private final long second;
  private final String text;

  private HttpDate(long second) {
    this.second = second;
    this.text = of(Instant.ofEpochSecond(second));
  }

  /**
   * The text of a time.
   *
   * @param time counted in whole seconds
   * @return such as {@code Sun, 06 Nov 1994 08:49:37 GMT}
   */
  public static String of(Instant time) {
    return FORMAT.format(time);
  }

  /**
   * The text of the present, formatted once in a second.
   *
   * @return as {@link #of} has it
   */
  public static String now() {
    long second = System.currentTimeMillis() / 1000;
    HttpDate last = newest;
    if (last.second != second) {
      last = new HttpDate(second);
      newest = last;
    }
    return last.text;
  }
}
