package org.millrace.admin.command;

import org.jspecify.annotations.Nullable;

/** What a command answers. */
public sealed interface Reply {

  /**
   * One sentence for people.
   *
   * @return such as {@code Available streams}
   */
  String description();

  /**
   * It has been done, or is on its way.
   *
   * @param description one sentence
   * @param data records, maps, lists, strings, numbers and truth values; null if there is nothing
   *     to tell
   */
  record Success(String description, @Nullable Object data) implements Reply {}

  /**
   * It cannot be done.
   *
   * @param description why
   */
  record Failure(String description) implements Reply {}

  /**
   * It has been done.
   *
   * @param description one sentence
   * @return without data
   */
  static Reply success(String description) {
    return new Success(description, null);
  }

  /**
   * It has been done.
   *
   * @param description one sentence
   * @param data as {@link Success} has it
   * @return with data
   */
  static Reply success(String description, Object data) {
    return new Success(description, data);
  }

  /**
   * It cannot be done.
   *
   * @param description why
   * @return the failure
   */
  static Reply failure(String description) {
    return new Failure(description);
  }
}
