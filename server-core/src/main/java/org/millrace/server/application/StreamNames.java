package org.millrace.server.application;

import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

/** What a stream may be called. */
final class StreamNames {
  private StreamNames() {}

  /**
   * Refuses names that could be mistaken for a way through folders or forge a line of the log.
   *
   * @param name a stream's name without its query
   * @param maxLength in characters
   * @throws RefusedException with {@link Refusal#BAD_NAME}
   */
  static void require(String name, int maxLength) throws RefusedException {
    if (name.isEmpty()) {
      throw bad("empty");
    }
    if (name.length() > maxLength) {
      throw bad(name.length() + " characters (expected: 1 to " + maxLength + ")");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw bad("with a control character");
    }
    if (name.indexOf('\\') >= 0 || name.startsWith("/")) {
      throw bad(name + " (expected: no backslash, no leading slash)");
    }
    for (String segment : name.split("/", -1)) {
      if (segment.equals("..")) {
        throw bad(name + " (expected: no \"..\" segment)");
      }
    }
  }

  private static RefusedException bad(String problem) {
    return new RefusedException(Refusal.BAD_NAME, "stream name: " + problem);
  }
}
