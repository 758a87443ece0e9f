package org.millrace.admin.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.schema.InvalidFieldException;

/**
 * A parameter of a query: a whole number, or a truth value.
 *
 * @param name the key
 * @param meaning one sentence
 * @param min the least; -1 for truth values
 * @param max the greatest
 * @param otherwise what counts where it is missing
 */
record Query(String name, String meaning, long min, long max, long otherwise) {

  static Query number(String name, long min, long max, long otherwise, String meaning) {
    return new Query(name, meaning, min, max, otherwise);
  }

  static Query flag(String name, String meaning) {
    return new Query(name, meaning, -1, 1, 0);
  }

  /** Reads what the client wrote. */
  long read(Optional<String> given) {
    return given.map(this::parse).orElse(otherwise);
  }

  private long parse(String text) {
    Long value = isFlag() ? flag(text) : number(text);
    if (value == null) {
      throw new InvalidFieldException(
          name, text, isFlag() ? "true or false" : "a whole number, " + min + " to " + max);
    }
    return value;
  }

  private static @Nullable Long flag(String text) {
    return switch (text) {
      case "", "true", "1" -> 1L;
      case "false", "0" -> 0L;
      default -> null;
    };
  }

  private @Nullable Long number(String text) {
    try {
      long value = Long.parseLong(text);
      return value >= min && value <= max ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private boolean isFlag() {
    return min < 0;
  }

  /** Its JSON Schema. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (isFlag()) {
      schema.put("type", "boolean");
      schema.put("default", otherwise == 1);
    } else {
      schema.put("type", "integer");
      schema.put("minimum", min);
      schema.put("maximum", max);
      schema.put("default", otherwise);
    }
    return schema;
  }
}
