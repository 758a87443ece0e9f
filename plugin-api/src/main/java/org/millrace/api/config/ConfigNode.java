package org.millrace.api.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;

/** A value of the configuration. Immutable. */
@Stable(since = "0.9.0")
public sealed interface ConfigNode {

  /**
   * Where it was written.
   *
   * @return never null
   */
  ConfigLocation location();

  /**
   * What it is, for error messages: {@code a table}, {@code a string} and so on.
   *
   * @return Lua's word for the type with its article
   */
  String typeName();

  /**
   * A string.
   *
   * @param location where
   * @param value the text
   */
  @Stable(since = "0.9.0")
  record Text(ConfigLocation location, String value) implements ConfigNode {
    @Override
    public String typeName() {
      return "a string";
    }

    @Override
    public String toString() {
      return '"' + value + '"';
    }
  }

  /**
   * A number.
   *
   * @param location where
   * @param value the number; whole numbers up to 2^53 are exact
   */
  @Stable(since = "0.9.0")
  record Numeric(ConfigLocation location, double value) implements ConfigNode {
    /**
     * Whether the number is whole.
     *
     * @return true without a fraction
     */
    public boolean isWhole() {
      return value == Math.rint(value) && !Double.isInfinite(value);
    }

    @Override
    public String typeName() {
      return "a number";
    }

    @Override
    public String toString() {
      return isWhole() && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  /**
   * A boolean.
   *
   * @param location where
   * @param value the value
   */
  @Stable(since = "0.9.0")
  record Flag(ConfigLocation location, boolean value) implements ConfigNode {
    @Override
    public String typeName() {
      return "a boolean";
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /**
   * A Lua function. It runs in the configuration's sandbox, on a thread of its own, one call at a
   * time, with limits on instructions and time.
   *
   * @param location where
   * @param body runs it
   */
  @Stable(since = "0.9.0")
  record Function(ConfigLocation location, Body body) implements ConfigNode {
    /** Runs a Lua function. */
    @Stable(since = "0.9.0")
    @HostImplemented
    @FunctionalInterface
    public interface Body {
      /**
       * Calls the function. Safe for use by any thread; does not block.
       *
       * @param arguments strings, numbers, booleans, lists, maps of them, or null
       * @return all values that the function returns, converted in the same way; completed
       *     exceptionally, with the Lua line, if the function fails or hits a limit
       */
      CompletionStage<List<@Nullable Object>> call(@Nullable Object... arguments);
    }

    @Override
    public String typeName() {
      return "a function";
    }

    @Override
    public String toString() {
      return "function";
    }
  }

  /**
   * A table: named values, a list of items, or both.
   *
   * @param location where
   * @param values the named values, in the order of the file where it is known
   * @param items the list part
   */
  @Stable(since = "0.9.0")
  record Table(ConfigLocation location, Map<String, ConfigNode> values, List<ConfigNode> items)
      implements ConfigNode {

    public Table {
      Objects.requireNonNull(values, "values");
      items = List.copyOf(items);
    }

    /**
     * An empty table.
     *
     * @param location where it would stand
     * @return a table without values and items
     */
    public static Table empty(ConfigLocation location) {
      return new Table(location, Map.of(), List.of());
    }

    /**
     * A named value.
     *
     * @param key its name
     * @return null if there is none
     */
    public @Nullable ConfigNode get(String key) {
      return values.get(key);
    }

    /**
     * Whether a named value is there.
     *
     * @param key its name
     * @return true if there is one
     */
    public boolean has(String key) {
      return values.containsKey(key);
    }

    @Override
    public String typeName() {
      return "a table";
    }

    @Override
    public String toString() {
      return "table of " + (values.size() + items.size());
    }
  }
}
