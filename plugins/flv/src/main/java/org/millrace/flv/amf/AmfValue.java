package org.millrace.flv.amf;

import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of AMF0 or AMF3. Immutable. */
public sealed interface AmfValue {
  /**
   * The named members of an object or ECMA array.
   *
   * @return in the order of the wire, not to be modified; empty for all other values
   */
  default Map<String, AmfValue> members() {
    return Map.of();
  }

  /**
   * A named member of an object or ECMA array.
   *
   * @param name its name
   * @return {@link AmfUndefined} if there is none
   */
  default AmfValue member(String name) {
    return members().getOrDefault(name, AmfUndefined.UNDEFINED);
  }

  /**
   * This value as text.
   *
   * @param otherwise what to give if this is neither a string nor XML
   * @return the text
   */
  default String asText(String otherwise) {
    return this instanceof AmfString string
        ? string.value()
        : this instanceof AmfXml xml ? xml.text() : otherwise;
  }

  /**
   * This value as a number.
   *
   * @param otherwise what to give if this is no number
   * @return the number
   */
  default double asNumber(double otherwise) {
    return this instanceof AmfNumber number
        ? number.value()
        : this instanceof AmfInteger integer ? integer.value() : otherwise;
  }

  /**
   * This value as a boolean.
   *
   * @param otherwise what to give if this is no boolean
   * @return the boolean
   */
  default boolean asBoolean(boolean otherwise) {
    return this instanceof AmfBoolean flag ? flag.value() : otherwise;
  }

  /**
   * Text.
   *
   * @param value the text
   * @return a string
   */
  static AmfValue of(String value) {
    return new AmfString(value);
  }

  /**
   * A number.
   *
   * @param value the number
   * @return a number
   */
  static AmfValue of(double value) {
    return new AmfNumber(value);
  }

  /**
   * A boolean.
   *
   * @param value the value
   * @return a boolean
   */
  static AmfValue of(boolean value) {
    return new AmfBoolean(value);
  }

  /**
   * An object without a class.
   *
   * @param members its members
   * @return an object
   */
  static AmfValue object(Map<String, AmfValue> members) {
    return new AmfObject("", members);
  }

  /**
   * A number.
   *
   * @param value the number
   */
  record AmfNumber(double value) implements AmfValue {}

  /**
   * An integer of AMF3.
   *
   * @param value 29 bits, signed
   */
  record AmfInteger(int value) implements AmfValue {
    /** The least integer of AMF3. */
    public static final int MIN = -(1 << 28);

    /** The greatest integer of AMF3. */
    public static final int MAX = (1 << 28) - 1;

    public AmfInteger {
      if (value < MIN || value > MAX) {
        throw new IllegalArgumentException("value: " + value + " (expected: 29 bits)");
      }
    }
  }

  /**
   * A boolean.
   *
   * @param value the value
   */
  record AmfBoolean(boolean value) implements AmfValue {}

  /**
   * A string.
   *
   * @param value the text
   */
  record AmfString(String value) implements AmfValue {
    public AmfString {
      Objects.requireNonNull(value, "value");
    }
  }

  /** Null. */
  enum AmfNull implements AmfValue {
    /** The one value. */
    NULL
  }

  /** Undefined; also AMF0's {@code unsupported}. */
  enum AmfUndefined implements AmfValue {
    /** The one value. */
    UNDEFINED
  }

  /**
   * An object.
   *
   * @param className the name of its class, "" if it has none; text and nothing else
   * @param members its members; the order is kept
   */
  record AmfObject(String className, Map<String, AmfValue> members) implements AmfValue {
    public AmfObject {
      Objects.requireNonNull(className, "className");
      members = ordered(members);
    }
  }

  /**
   * An array with names for indices. The mixed arrays of AMF3 become this, their dense part under
   * the names "0", "1" and so on.
   *
   * @param members its members; the order is kept
   */
  record AmfEcmaArray(Map<String, AmfValue> members) implements AmfValue {
    public AmfEcmaArray {
      members = ordered(members);
    }
  }

  /**
   * A list.
   *
   * @param items its items
   */
  record AmfStrictArray(List<AmfValue> items) implements AmfValue {
    public AmfStrictArray {
      items = List.copyOf(items);
    }
  }

  /**
   * A date.
   *
   * @param epochMillis milliseconds since 1970-01-01T00:00Z. AMF0's time zone is reserved and not
   *     kept
   */
  record AmfDate(double epochMillis) implements AmfValue {}

  /**
   * An XML document; not parsed.
   *
   * @param text the document
   */
  record AmfXml(String text) implements AmfValue {
    public AmfXml {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A byte array of AMF3. */
  final class AmfByteArray implements AmfValue {
    private final byte[] bytes;

    /**
     * A byte array.
     *
     * @param bytes are copied
     */
    public AmfByteArray(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof AmfByteArray that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "AmfByteArray[" + ByteBufUtil.hexDump(bytes) + "]";
    }
  }

  /**
   * A vector of AMF3: a list of one type.
   *
   * @param type the type of the items
   * @param fixed whether its length is fixed
   * @param typeName the class of the items of a vector of objects, else ""
   * @param items the items; of a vector of numbers {@link AmfNumber}s
   */
  record AmfVector(Type type, boolean fixed, String typeName, List<AmfValue> items)
      implements AmfValue {

    /** The type of a vector's items. */
    public enum Type {
      /** 32 bits, signed. */
      INT,
      /** 32 bits, unsigned. */
      UINT,
      /** 64-bit floating point. */
      DOUBLE,
      /** Any values. */
      OBJECT
    }

    public AmfVector {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(typeName, "typeName");
      items = List.copyOf(items);
      if (type != Type.OBJECT && !items.stream().allMatch(AmfNumber.class::isInstance)) {
        throw new IllegalArgumentException("items: " + items + " (expected: numbers)");
      }
    }
  }

  /**
   * A dictionary of AMF3.
   *
   * @param weakKeys a hint to the reader; has no meaning here
   * @param entries in the order of the wire
   */
  record AmfDictionary(boolean weakKeys, List<Entry> entries) implements AmfValue {
    public AmfDictionary {
      entries = List.copyOf(entries);
    }

    /**
     * An entry.
     *
     * @param key any value
     * @param value any value
     */
    public record Entry(AmfValue key, AmfValue value) {
      public Entry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
      }
    }
  }

  private static Map<String, AmfValue> ordered(Map<String, AmfValue> members) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }
}
