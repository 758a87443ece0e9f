package org.millrace.admin.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes JSON Schemas (2020-12) of record types, as maps to be written as JSON. Each record is
 * described once, under its name in {@code #/components/schemas}, and referred to from elsewhere.
 * For one thread.
 */
public final class RecordSchemas {
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, Object> definitions = new TreeMap<>();

  /**
   * A type's schema.
   *
   * @param type a record, a list or map of such, a string, number, truth value, enum or {@link
   *     Instant}; {@link Object} means anything
   * @return for a record a reference
   */
  public Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    } else if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    throw new IllegalArgumentException("type " + type + ": (expected: a class, List or Map)");
  }

  /**
   * The records that were met.
   *
   * @return schemas by name
   */
  public Map<String, Object> definitions() {
    return definitions;
  }

  private Map<String, Object> ofGeneric(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType().equals(List.class)) {
      return map("type", "array", "items", of(arguments[0]));
    }
    return map("type", "object", "additionalProperties", of(arguments[1]));
  }

  private Map<String, Object> ofClass(Class<?> type) {
    if (type.isRecord()) {
      define(type);
      return map("$ref", REFERENCE + type.getSimpleName());
    } else if (type.isEnum()) {
      return map(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    } else if (type.equals(Instant.class)) {
      return map("type", "string", "format", "date-time");
    } else if (type.equals(String.class)) {
      return map("type", "string");
    } else if (type.equals(boolean.class) || type.equals(Boolean.class)) {
      return map("type", "boolean");
    } else if (type.equals(double.class) || type.equals(Double.class)) {
      return map("type", "number");
    } else if (type.equals(Object.class)) {
      return map();
    }
    return map("type", "integer", "format", isLong(type) ? "int64" : "int32");
  }

  private static boolean isLong(Class<?> type) {
    return type.equals(long.class) || type.equals(Long.class);
  }

  private void define(Class<?> type) {
    String name = type.getSimpleName();
    if (definitions.containsKey(name)) {
      return;
    }
    Map<String, Object> definition = map("type", "object");
    definitions.put(name, definition);
    Map<String, Object> properties = map();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Field field = fieldOf(component);
      properties.put(component.getName(), property(component, field));
      if (!field.optional()) {
        required.add(component.getName());
      }
    }
    definition.put("properties", properties);
    if (!required.isEmpty()) {
      definition.put("required", required);
    }
    definition.put("additionalProperties", false);
  }

  private Map<String, Object> property(RecordComponent component, Field field) {
    Map<String, Object> schema = of(component.getGenericType());
    boolean isText = component.getType().equals(String.class);
    if (field.min() != Long.MIN_VALUE) {
      schema.put(isText ? "minLength" : "minimum", field.min());
    }
    if (field.max() != Long.MAX_VALUE) {
      schema.put(isText ? "maxLength" : "maximum", field.max());
    }
    if (field.oneOf().length > 0) {
      schema.put("enum", nullable(field, List.of(field.oneOf())));
    }
    if (field.optional() && schema.get("type") instanceof String type) {
      schema.put("type", List.of(type, "null"));
    } else if (field.optional() && schema.containsKey("$ref")) {
      schema = map("oneOf", List.of(map("$ref", schema.get("$ref")), map("type", "null")));
    }
    schema.put("description", field.value());
    return schema;
  }

  private static List<Object> nullable(Field field, List<String> values) {
    List<Object> all = new ArrayList<>(values);
    if (field.optional()) {
      all.add(null);
    }
    return all;
  }

  static Field fieldOf(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(
          component.getDeclaringRecord() + ": " + component.getName() + " (expected: @Field)");
    }
    return field;
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
