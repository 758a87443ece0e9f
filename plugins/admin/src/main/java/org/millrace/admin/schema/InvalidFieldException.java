package org.millrace.admin.schema;

/** Something that came is not what was asked for. Has no stack: it is an answer. */
public final class InvalidFieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String expected;

  /**
   * Says what is wrong.
   *
   * @param field the path of the field, such as {@code parameters.id}
   * @param found what was there
   * @param expected what should have been
   */
  public InvalidFieldException(String field, String found, String expected) {
    super(field + ": " + found + " (expected: " + expected + ")", null, false, false);
    this.field = field;
    this.expected = expected;
  }

  /**
   * The field.
   *
   * @return its path
   */
  public String field() {
    return field;
  }

  /**
   * What should have been there.
   *
   * @return for people
   */
  public String expected() {
    return expected;
  }
}
