package org.millrace.flv.amf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.flv.amf.AmfValue.AmfBoolean;
import org.millrace.flv.amf.AmfValue.AmfByteArray;
import org.millrace.flv.amf.AmfValue.AmfDate;
import org.millrace.flv.amf.AmfValue.AmfDictionary;
import org.millrace.flv.amf.AmfValue.AmfEcmaArray;
import org.millrace.flv.amf.AmfValue.AmfInteger;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfNumber;
import org.millrace.flv.amf.AmfValue.AmfObject;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;
import org.millrace.flv.amf.AmfValue.AmfString;
import org.millrace.flv.amf.AmfValue.AmfVector;
import org.millrace.flv.amf.AmfValue.AmfXml;

/**
 * Turns AMF values to plain Java objects and back: strings, doubles, booleans, lists, maps with
 * string keys, and null, as applications and hooks know them.
 */
public final class AmfValues {
  private static final int MAX_DEPTH = AmfLimits.DEFAULTS.maxDepth();

  private AmfValues() {}

  /**
   * Makes an AMF value: of a string a string, of a number a number, of a boolean a boolean, of a
   * list a strict array, of a map an object, of null null. An {@link AmfValue} stays what it is.
   *
   * @param object one of those
   * @return the value
   * @throws IllegalArgumentException if it is something else, a map has keys that are no strings,
   *     or it is nested deeper than 32
   */
  public static AmfValue of(@Nullable Object object) {
    return of(object, 1);
  }

  private static AmfValue of(@Nullable Object object, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("depth: " + depth + " (expected: at most 32)");
    }
    if (object == null) {
      return AmfNull.NULL;
    } else if (object instanceof AmfValue value) {
      return value;
    } else if (object instanceof String text) {
      return AmfValue.of(text);
    } else if (object instanceof Number number) {
      return AmfValue.of(number.doubleValue());
    } else if (object instanceof Boolean flag) {
      return AmfValue.of(flag.booleanValue());
    } else if (object instanceof List<?> list) {
      return new AmfStrictArray(list.stream().map(item -> of(item, depth + 1)).toList());
    } else if (object instanceof Map<?, ?> map) {
      return objectOf(map, depth);
    }
    throw new IllegalArgumentException(
        "value: " + object.getClass() + " (expected: string, number, boolean, list, map or null)");
  }

  private static AmfValue objectOf(Map<?, ?> map, int depth) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          if (!(name instanceof String text)) {
            throw new IllegalArgumentException("key: " + name + " (expected: a string)");
          }
          members.put(text, of(value, depth + 1));
        });
    return AmfValue.object(members);
  }

  /**
   * Makes a plain Java object. Undefined becomes null, a date its milliseconds, XML its text, a
   * byte array a string of as many characters (ISO 8859-1), objects and arrays maps and lists, a
   * dictionary a list of lists of two.
   *
   * @param value the value
   * @return a string, double, boolean, list, map or null; a copy that may be modified
   */
  public static @Nullable Object toJava(AmfValue value) {
    if (value instanceof AmfString string) {
      return string.value();
    } else if (value instanceof AmfXml xml) {
      return xml.text();
    } else if (value instanceof AmfNumber number) {
      return number.value();
    } else if (value instanceof AmfInteger integer) {
      return (double) integer.value();
    } else if (value instanceof AmfDate date) {
      return date.epochMillis();
    } else if (value instanceof AmfBoolean flag) {
      return flag.value();
    } else if (value instanceof AmfByteArray array) {
      return new String(array.bytes(), StandardCharsets.ISO_8859_1);
    }
    return compositeToJava(value);
  }

  private static @Nullable Object compositeToJava(AmfValue value) {
    if (value instanceof AmfObject || value instanceof AmfEcmaArray) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      value.members().forEach((name, member) -> map.put(name, toJava(member)));
      return map;
    } else if (value instanceof AmfStrictArray array) {
      return toJava(array.items());
    } else if (value instanceof AmfVector vector) {
      return toJava(vector.items());
    } else if (value instanceof AmfDictionary dictionary) {
      List<@Nullable Object> list = new ArrayList<>();
      dictionary.entries().forEach(entry -> list.add(toJava(List.of(entry.key(), entry.value()))));
      return list;
    }
    return null;
  }

  /**
   * Makes plain Java objects.
   *
   * @param values the values
   * @return each as {@link #toJava(AmfValue)} has it
   */
  public static List<@Nullable Object> toJava(List<AmfValue> values) {
    List<@Nullable Object> list = new ArrayList<>();
    values.forEach(value -> list.add(toJava(value)));
    return list;
  }
}
