package org.millrace.admin.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.millrace.admin.json.Json;

/**
 * Reads records from JSON and says which field is wrong, and what it should be: a missing field,
 * one that nobody asked for, a wrong type, a value out of its range. Components are texts, whole
 * numbers, truth values, or maps of anything.
 */
public final class RecordReader {
  private static final int LONGEST_SHOWN = 40;

  private final Json json;

  /**
   * A reader.
   *
   * @param json reads
   */
  public RecordReader(Json json) {
    this.json = json;
  }

  /**
   * Reads a record.
   *
   * @param text the JSON; an empty one counts as an object without fields
   * @param type the record
   * @param <T> the record
   * @return the record
   * @throws InvalidFieldException if it is none
   */
  public <T> T read(String text, Class<T> type) {
    try {
      JsonNode tree = json.tree(text.isBlank() ? "{}" : text);
      check(tree, type);
      return json.read(tree, type);
    } catch (JsonProcessingException e) {
      throw new InvalidFieldException("body", e.getOriginalMessage(), "JSON");
    }
  }

  private static void check(JsonNode tree, Class<?> type) {
    if (!tree.isObject()) {
      throw new InvalidFieldException("body", shown(tree), "an object");
    }
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Iterator<String> fields = tree.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!names.contains(field)) {
        throw new InvalidFieldException(field, "unknown", "one of " + String.join(", ", names));
      }
    }
    for (RecordComponent component : components) {
      check(tree.path(component.getName()), component, RecordSchemas.fieldOf(component));
    }
  }

  private static void check(JsonNode node, RecordComponent component, Field field) {
    boolean missing = node.isMissingNode() || node.isNull();
    if (missing && field.optional()) {
      return;
    }
    String expected = expectation(component.getType(), field);
    if (missing) {
      throw new InvalidFieldException(component.getName(), "missing", expected);
    }
    if (!fits(node, component.getType(), field)) {
      throw new InvalidFieldException(component.getName(), shown(node), expected);
    }
  }

  private static boolean fits(JsonNode node, Class<?> type, Field field) {
    if (type.equals(String.class)) {
      return node.isTextual()
          && within(node.textValue().length(), field)
          && (field.oneOf().length == 0 || List.of(field.oneOf()).contains(node.textValue()));
    } else if (type.equals(boolean.class) || type.equals(Boolean.class)) {
      return node.isBoolean();
    } else if (type.equals(Map.class)) {
      return node.isObject();
    }
    boolean isLong = type.equals(long.class) || type.equals(Long.class);
    boolean fits = isLong ? node.canConvertToLong() : node.canConvertToInt();
    return node.isIntegralNumber() && fits && within(node.longValue(), field);
  }

  private static boolean within(long value, Field field) {
    return value >= field.min() && value <= field.max();
  }

  private static String expectation(Class<?> type, Field field) {
    if (field.oneOf().length > 0) {
      return Arrays.stream(field.oneOf())
          .map(word -> '"' + word + '"')
          .collect(Collectors.joining(" or "));
    } else if (type.equals(String.class)) {
      return "a string" + bounds(field).map(range -> " of " + range + " characters").orElse("");
    } else if (type.equals(boolean.class) || type.equals(Boolean.class)) {
      return "true or false";
    } else if (type.equals(Map.class)) {
      return "an object";
    }
    return bounds(field).map(range -> "a whole number, " + range).orElse("a whole number");
  }

  private static Optional<String> bounds(Field field) {
    if (field.min() == Long.MIN_VALUE && field.max() == Long.MAX_VALUE) {
      return Optional.empty();
    } else if (field.max() == Long.MAX_VALUE) {
      return Optional.of("at least " + field.min());
    }
    return Optional.of(
        field.min() == Long.MIN_VALUE
            ? "at most " + field.max()
            : field.min() + " to " + field.max());
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
