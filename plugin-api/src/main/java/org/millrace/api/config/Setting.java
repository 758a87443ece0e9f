package org.millrace.api.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Stable;

/**
 * A configuration key: its name, type, range, default and meaning. Made once, as a constant, and
 * read as often as wanted. Immutable.
 *
 * <p>Spans of time are numbers of seconds in the file, as crtmpserver has them; sizes are numbers
 * of bytes.
 *
 * @param <T> what reading it gives
 */
@Stable(since = "0.9.0")
public final class Setting<T> {
  private final String name;
  private final String type;
  private final String defaultText;
  private final String meaning;
  private final @Nullable T defaultValue;
  private final Reader<T> reader;
  private final List<Setting<?>> members;

  /**
   * Turns a node into a value.
   *
   * @param <T> the value's type
   */
  @FunctionalInterface
  private interface Reader<T> {
    T read(ConfigNode node);
  }

  private Setting(
      String name,
      String type,
      String defaultText,
      String meaning,
      @Nullable T defaultValue,
      Reader<T> reader,
      List<Setting<?>> members) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = type;
    this.defaultText = defaultText;
    this.meaning = Objects.requireNonNull(meaning, "meaning");
    this.defaultValue = defaultValue;
    this.reader = reader;
    this.members = List.copyOf(members);
  }

  /**
   * A whole number.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param min least value allowed
   * @param max greatest value allowed
   * @param meaning one sentence for the reference, with the unit
   * @return the setting
   */
  public static Setting<Integer> integer(
      String name, int defaultValue, int min, int max, String meaning) {
    String type = "whole number, " + range(min, max);
    Reader<Integer> reader = node -> (int) whole(node, min, max);
    return new Setting<>(
        name, type, Integer.toString(defaultValue), meaning, defaultValue, reader, List.of());
  }

  /**
   * A size in bytes.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param min least value allowed
   * @param max greatest value allowed
   * @param meaning one sentence for the reference
   * @return the setting
   */
  public static Setting<Long> bytes(
      String name, long defaultValue, long min, long max, String meaning) {
    String type = "bytes, " + range(min, max);
    Reader<Long> reader = node -> whole(node, min, max);
    return new Setting<>(
        name, type, Long.toString(defaultValue), meaning, defaultValue, reader, List.of());
  }

  /**
   * A span of time, in seconds with or without a fraction.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param min least value allowed
   * @param max greatest value allowed
   * @param meaning one sentence for the reference
   * @return the setting
   */
  public static Setting<Duration> duration(
      String name, Duration defaultValue, Duration min, Duration max, String meaning) {
    String expected = seconds(min) + " to " + seconds(max);
    Reader<Duration> reader =
        node -> {
          double value = number(node);
          Duration duration = Duration.ofNanos(Math.round(value * 1e9));
          if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw expected(node, expected + " seconds");
          }
          return duration;
        };
    String type = "seconds, " + expected;
    return new Setting<>(
        name, type, seconds(defaultValue), meaning, defaultValue, reader, List.of());
  }

  /**
   * A boolean.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param meaning one sentence for the reference
   * @return the setting
   */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String meaning) {
    Reader<Boolean> reader =
        node -> {
          if (node instanceof ConfigNode.Flag flag) {
            return flag.value();
          }
          throw expected(node, "true or false");
        };
    return new Setting<>(
        name, "boolean", Boolean.toString(defaultValue), meaning, defaultValue, reader, List.of());
  }

  /**
   * A string.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing; null if reading it then is an error,
   *     that is, if the key is required
   * @param meaning one sentence for the reference
   * @return the setting
   */
  public static Setting<String> text(String name, @Nullable String defaultValue, String meaning) {
    String shown = defaultValue == null ? "required" : '"' + defaultValue + '"';
    return new Setting<>(name, "string", shown, meaning, defaultValue, Setting::string, List.of());
  }

  /**
   * A path of the file system; relative ones are relative to the configuration's folder, which the
   * host resolves.
   *
   * @param name the key
   * @param meaning one sentence for the reference
   * @return the setting; required
   */
  public static Setting<Path> path(String name, String meaning) {
    Reader<Path> reader =
        node -> {
          try {
            return Path.of(string(node));
          } catch (InvalidPathException e) {
            throw expected(node, "a path");
          }
        };
    return new Setting<>(name, "path", "required", meaning, null, reader, List.of());
  }

  /**
   * One of the constants of an enum, written in lower camel case ({@code TAKE_OVER} as {@code
   * "takeOver"}).
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param meaning one sentence for the reference
   * @param <E> the enum
   * @return the setting
   */
  public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String meaning) {
    return choice(name, defaultValue, Setting::camelCase, meaning);
  }

  /**
   * One of the constants of an enum, spelled as it likes.
   *
   * @param name the key
   * @param defaultValue what counts where the key is missing
   * @param spelling how each constant is written
   * @param meaning one sentence for the reference
   * @param <E> the enum
   * @return the setting
   */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, E defaultValue, Function<E, String> spelling, String meaning) {
    E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
    String names =
        Arrays.stream(constants)
            .map(constant -> '"' + spelling.apply(constant) + '"')
            .collect(Collectors.joining(" or "));
    Reader<E> reader =
        node -> {
          String text = string(node);
          return Arrays.stream(constants)
              .filter(constant -> spelling.apply(constant).equals(text))
              .findFirst()
              .orElseThrow(() -> expected(node, names));
        };
    String shown = '"' + spelling.apply(defaultValue) + '"';
    return new Setting<>(name, names, shown, meaning, defaultValue, reader, List.of());
  }

  /**
   * A list of strings; a single string counts as a list of one.
   *
   * @param name the key
   * @param meaning one sentence for the reference
   * @return the setting; empty where the key is missing
   */
  public static Setting<List<String>> texts(String name, String meaning) {
    Reader<List<String>> reader =
        node -> {
          if (node instanceof ConfigNode.Text text) {
            return List.of(text.value());
          }
          if (node instanceof ConfigNode.Table table) {
            return table.items().stream().map(Setting::string).toList();
          }
          throw expected(node, "a string or a list of strings");
        };
    return new Setting<>(
        name, "string or list of strings", "{}", meaning, List.of(), reader, List.of());
  }

  /**
   * A table with keys of its own.
   *
   * @param name the key
   * @param meaning one sentence for the reference
   * @param members the keys that it may have; empty if anything is allowed
   * @return the setting; an empty table where the key is missing
   */
  public static Setting<ConfigNode.Table> table(
      String name, String meaning, List<Setting<?>> members) {
    ConfigNode.Table empty = ConfigNode.Table.empty(ConfigLocation.NONE);
    return new Setting<>(name, "table", "{}", meaning, empty, Setting::asTable, members);
  }

  /**
   * A list of tables with keys of their own. Tables that have names count, too, after the others;
   * their names mean nothing.
   *
   * @param name the key
   * @param meaning one sentence for the reference
   * @param members the keys that each may have; empty if anything is allowed
   * @return the setting; empty where the key is missing
   */
  public static Setting<List<ConfigNode.Table>> tables(
      String name, String meaning, List<Setting<?>> members) {
    Reader<List<ConfigNode.Table>> reader =
        node -> {
          List<ConfigNode.Table> tables = new ArrayList<>();
          asTable(node).items().forEach(item -> tables.add(asTable(item)));
          asTable(node).values().values().forEach(named -> tables.add(asTable(named)));
          return List.copyOf(tables);
        };
    return new Setting<>(name, "list of tables", "{}", meaning, List.of(), reader, members);
  }

  /**
   * A Lua function, or none.
   *
   * @param name the key
   * @param meaning one sentence for the reference, with the parameters and results
   * @return the setting; to be read with {@link #find}
   */
  public static Setting<ConfigNode.Function> function(String name, String meaning) {
    Reader<ConfigNode.Function> reader =
        node -> {
          if (node instanceof ConfigNode.Function function) {
            return function;
          }
          throw expected(node, "a function");
        };
    return new Setting<>(name, "function", "none", meaning, null, reader, List.of());
  }

  /**
   * The same setting without a default, but not required: to be read with {@link #find}.
   *
   * @return the setting
   */
  public Setting<T> optional() {
    return new Setting<>(name, type, "none", meaning, null, reader, members);
  }

  /**
   * The same setting without a default, and required.
   *
   * @return the setting
   */
  public Setting<T> required() {
    return new Setting<>(name, type, "required", meaning, null, reader, members);
  }

  /**
   * Reads the setting.
   *
   * @param table where it may stand
   * @return its value, or the default
   * @throws ConfigException if the value is of the wrong type or out of range, or if it is missing
   *     and required
   */
  public T read(ConfigNode.Table table) {
    T value = find(table);
    if (value != null) {
      return value;
    }
    throw new ConfigException(table.location().key(name), "missing (expected: " + type + ")");
  }

  /**
   * Reads the setting where it may be missing even if it has no default.
   *
   * @param table where it may stand
   * @return its value, or the default, which may be null
   * @throws ConfigException if the value is of the wrong type or out of range
   */
  public @Nullable T find(ConfigNode.Table table) {
    ConfigNode node = table.get(name);
    return node == null ? defaultValue : reader.read(node);
  }

  /**
   * The key.
   *
   * @return its name in the table
   */
  public String name() {
    return name;
  }

  /**
   * Type and range for people.
   *
   * @return such as {@code whole number, 1 to 65535}
   */
  public String type() {
    return type;
  }

  /**
   * The default for people.
   *
   * @return as it would be written in Lua, or {@code required}, or {@code none}
   */
  public String defaultText() {
    return defaultText;
  }

  /**
   * What it means.
   *
   * @return one sentence
   */
  public String meaning() {
    return meaning;
  }

  /**
   * The keys that the table, or each table of the list, may have.
   *
   * @return empty if it is no table, or if any key is allowed
   */
  public List<Setting<?>> members() {
    return members;
  }

  @Override
  public String toString() {
    return name;
  }

  private static ConfigNode.Table asTable(ConfigNode node) {
    if (node instanceof ConfigNode.Table table) {
      return table;
    }
    throw expected(node, "a table");
  }

  private static String string(ConfigNode node) {
    if (node instanceof ConfigNode.Text text) {
      return text.value();
    }
    throw expected(node, "a string");
  }

  private static double number(ConfigNode node) {
    if (node instanceof ConfigNode.Numeric number && !Double.isNaN(number.value())) {
      return number.value();
    }
    throw expected(node, "a number");
  }

  private static long whole(ConfigNode node, long min, long max) {
    if (node instanceof ConfigNode.Numeric number
        && number.isWhole()
        && number.value() >= min
        && number.value() <= max) {
      return (long) number.value();
    }
    throw expected(node, range(min, max));
  }

  private static ConfigException expected(ConfigNode node, String expected) {
    return new ConfigException(node.location(), node + " (expected: " + expected + ")");
  }

  private static String range(long min, long max) {
    return min + " to " + max;
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds == Math.rint(seconds)
        ? Long.toString((long) seconds)
        : String.format(Locale.ROOT, "%s", seconds);
  }

  private static String camelCase(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Arrays.stream(words, 1, words.length)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
