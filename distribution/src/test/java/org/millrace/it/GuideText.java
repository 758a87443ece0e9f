package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The plugin guide, as a test reads it.
 *
 * @param text all of it
 */
record GuideText(String text) {

  static GuideText of(Distribution distribution) {
    try {
      return new GuideText(Files.readString(distribution.home().resolve("docs/plugin-guide.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first block of a language behind the beginning of a step, such as {@code **4. Drop it.}.
   */
  String block(String step, String language) {
    int start = text.indexOf(step);
    if (start < 0) {
      throw new AssertionError("the guide does not say: " + step);
    }
    return find("(?s)```" + language + "\n(.*?)```", start);
  }

  /** The first group of the first match. */
  String find(String regex) {
    return find(regex, 0);
  }

  private String find(String regex, int from) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find(from)) {
      throw new AssertionError("the guide does not have: " + regex);
    }
    return matcher.group(1);
  }
}
