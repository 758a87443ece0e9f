package org.millrace.samples.signedurls;

import java.time.Instant;

/**
 * What an address allows.
 *
 * @param action what may be done
 * @param application the application's name, not an alias
 * @param stream the stream's name
 * @param expires until when it may be begun, in whole seconds; what has begun goes on
 */
public record Permit(Action action, String application, String stream, Instant expires) {

  /** What can be allowed. An address to play with does not let its holder publish. */
  public enum Action {
    /** Publish. */
    PUBLISH,
    /** Play. */
    PLAY
  }

  public Permit {
    requireOneLine("application", application);
    requireOneLine("stream", stream);
  }

  private static void requireOneLine(String what, String name) {
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + ": \"" + name + "\" (expected: a name without control characters)");
    }
  }

  /** What is signed. No part holds a line break, so no two permits have the same text. */
  String text() {
    return String.join(
        "\n", action.name(), application, stream, Long.toString(expires.getEpochSecond()));
  }
}
