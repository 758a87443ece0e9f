package org.millrace.vmapp.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;

/**
 * What a script passes to a function of ours. Reading something else than what is there fails in
 * the script, at the line of the call.
 */
final class Arguments {
  private static final int MAX_NAME_LENGTH = 256;

  private final String function;
  private final List<@Nullable Object> values;

  /** What a function does. */
  @FunctionalInterface
  interface Body {
    @Nullable Object call(Arguments arguments);
  }

  private Arguments(String function, List<@Nullable Object> values) {
    this.function = function;
    this.values = values;
  }

  /**
   * A function for scripts.
   *
   * @param name for messages
   * @param body what it does
   */
  static HostFunction function(String name, Body body) {
    return values -> body.call(new Arguments(name, values));
  }

  boolean has(int index) {
    return at(index) != null;
  }

  String text(int index, String what) {
    if (at(index) instanceof String text) {
      return text;
    }
    throw wrong(what, at(index), "a string");
  }

  /** The name of something that is kept. */
  String name(int index, String what) {
    String name = text(index, what);
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw wrong(what, name.length() + " characters", "1 to " + MAX_NAME_LENGTH);
    }
    return name;
  }

  double number(int index, String what) {
    if (at(index) instanceof Double number && Double.isFinite(number)) {
      return number;
    }
    throw wrong(what, at(index), "a number");
  }

  ScriptFunction callback(int index, String what) {
    if (at(index) instanceof ScriptFunction callback) {
      return callback;
    }
    throw wrong(what, at(index), "a function");
  }

  /** A table with some of these keys. */
  Map<?, ?> table(int index, String what, Set<String> keys) {
    if (!(at(index) instanceof Map<?, ?> table)) {
      throw wrong(what, at(index), "a table");
    }
    for (Object key : table.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        throw wrong(what + "." + key, table.get(key), "one of " + new TreeSet<>(keys));
      }
    }
    return table;
  }

  /** What to throw to end the call. */
  ScriptException wrong(String what, @Nullable Object value, String expected) {
    return new ScriptException(
        function + ": " + what + ": " + shown(value) + " (expected: " + expected + ")");
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    return value instanceof Map<?, ?> || value instanceof List<?> ? "a table" : value.toString();
  }

  private @Nullable Object at(int index) {
    return index < values.size() ? values.get(index) : null;
  }
}
