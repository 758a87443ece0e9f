package org.millrace.server.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The words of a command.
 *
 * @param words at least one; none is empty or has a line break
 */
record ControlRequest(List<String> words) {
  /** A long path and some words fit in. */
  static final int MAX_BYTES = 16 << 10;

  /** More words than any command has. */
  private static final int MAX_WORDS = 64;

  ControlRequest {
    words = List.copyOf(words);
    boolean usable =
        !words.isEmpty()
            && words.size() <= MAX_WORDS
            && words.stream().noneMatch(ControlRequest::isUnusable);
    if (!usable) {
      throw new ControlException(
          "request: %s (expected: 1 to %d words, one a line, and an empty line)"
              .formatted(words.isEmpty() ? "empty" : "\"" + words.get(0) + "\"...", MAX_WORDS));
    }
  }

  private static boolean isUnusable(String word) {
    return word.isEmpty() || word.chars().anyMatch(Character::isISOControl);
  }

  /** As it is sent. */
  String text() {
    return String.join("\n", words) + "\n\n";
  }

  /** Whether all of it is there. */
  static boolean isComplete(ByteBuffer bytes) {
    int length = bytes.position();
    return length >= 2 && bytes.get(length - 1) == '\n' && bytes.get(length - 2) == '\n';
  }

  /**
   * Reads what was sent.
   *
   * @param bytes up to their limit
   * @throws ControlException if that is no request
   */
  static ControlRequest parse(ByteBuffer bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new ControlRequest(text.stripTrailing().lines().toList());
    } catch (CharacterCodingException e) {
      throw new ControlException("request: no UTF-8", e);
    }
  }
}
