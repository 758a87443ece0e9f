package org.millrace.http.connection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The date of answers (RFC 9110 section 5.6.7), formatted once in a second. */
final class HttpDate {
  private static volatile HttpDate newest = new HttpDate(0);

  private final long second;
  private final String text;

  private HttpDate(long second) {
    this.second = second;
    this.text = of(Instant.ofEpochSecond(second));
  }

  /** The text of a time. */
  static String of(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  /** The text of the present. */
  static String now() {
    long second = System.currentTimeMillis() / 1000;
    HttpDate last = newest;
    if (last.second != second) {
      last = new HttpDate(second);
      newest = last;
    }
    return last.text;
  }
}
