package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the documentation that shows the last run, between two marks. */
final class PerformancePage {
  static final String BEGIN = "<!-- The last run: written by -Dbench.write=true -->\n";
  static final String END = "<!-- End of the last run -->\n";

  private PerformancePage() {}

  /** Puts a report into the page. */
  static void write(Path page, String report) throws IOException {
    Files.writeString(page, replace(Files.readString(page), report));
  }

  /**
   * Puts a report into a text.
   *
   * @throws BenchException if the text has no place for it
   */
  static String replace(String text, String report) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new BenchException("the page has no marks between which the report belongs: " + BEGIN);
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + report + "\n" + text.substring(end);
  }
}
