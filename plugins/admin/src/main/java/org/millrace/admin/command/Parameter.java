package org.millrace.admin.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a command: its name, range, default and meaning. Made once, as a constant.
 * Immutable.
 *
 * @param <T> what reading it gives
 */
public final class Parameter<T> {
  private final String name;
  private final String description;
  private final boolean mandatory;
  private final @Nullable T defaultValue;
  private final String range;
  private final Function<List<String>, Optional<T>> reader;

  private Parameter(
      String name,
      String description,
      boolean mandatory,
      @Nullable T defaultValue,
      String range,
      Function<List<String>, Optional<T>> reader) {
    this.name = name;
    this.description = description;
    this.mandatory = mandatory;
    this.defaultValue = defaultValue;
    this.range = range;
    this.reader = reader;
  }

  /**
   * A text.
   *
   * @param name the key
   * @param description one sentence
   * @return without default
   */
  public static Parameter<String> text(String name, String description) {
    return new Parameter<>(
        name, description, false, null, "", values -> single(values).filter(v -> !v.isEmpty()));
  }

  /**
   * A whole number.
   *
   * @param name the key
   * @param min the least
   * @param max the greatest
   * @param description one sentence, with the unit
   * @return without default
   */
  public static Parameter<Long> number(String name, long min, long max, String description) {
    return new Parameter<>(
        name,
        description,
        false,
        null,
        min + " - " + max,
        values -> single(values).flatMap(text -> whole(text, min, max)));
  }

  /**
   * A truth value, written 0 or 1.
   *
   * @param name the key
   * @param description one sentence
   * @return without default
   */
  public static Parameter<Boolean> flag(String name, String description) {
    return new Parameter<>(
        name,
        description,
        false,
        null,
        "0 - 1",
        values -> single(values).flatMap(text -> whole(text, 0, 1)).map(number -> number == 1));
  }

  /**
   * Several texts, parted by commas.
   *
   * @param name the key
   * @param description one sentence
   * @return without default
   */
  public static Parameter<List<String>> texts(String name, String description) {
    return new Parameter<>(
        name,
        description,
        false,
        null,
        "",
        values -> values.contains("") ? Optional.empty() : Optional.of(values));
  }

  /**
   * One of some words, in any case.
   *
   * @param name the key
   * @param words in lower case
   * @param description one sentence
   * @return without default
   */
  public static Parameter<String> word(String name, List<String> words, String description) {
    return new Parameter<>(
        name,
        description,
        false,
        null,
        String.join(", ", words),
        values ->
            single(values)
                .flatMap(text -> words.stream().filter(text::equalsIgnoreCase).findFirst()));
  }

  /**
   * The same parameter, but it must be given.
   *
   * @return a new parameter
   */
  public Parameter<T> required() {
    return new Parameter<>(name, description, true, null, range, reader);
  }

  /**
   * The same parameter with a default.
   *
   * @param value counts where it is not given
   * @return a new parameter
   */
  public Parameter<T> or(T value) {
    return new Parameter<>(name, description, false, value, range, reader);
  }

  /**
   * The key.
   *
   * @return in lower camel case; found in any case
   */
  public String name() {
    return name;
  }

  /**
   * What it means.
   *
   * @return one sentence
   */
  public String description() {
    return description;
  }

  /**
   * Whether it must be given.
   *
   * @return then it has no default
   */
  public boolean isMandatory() {
    return mandatory;
  }

  /**
   * What counts where it is not given.
   *
   * @return as it would be written; "" if nothing does
   */
  public String defaultText() {
    if (defaultValue == null) {
      return "";
    }
    return defaultValue instanceof Boolean flag ? (flag ? "1" : "0") : defaultValue.toString();
  }

  /**
   * What it can be.
   *
   * @return such as {@code 0 - 6}; "" if anything
   */
  public String range() {
    return range;
  }

  /**
   * What counts where it is not given.
   *
   * @return null if nothing does
   */
  @Nullable T defaultValue() {
    return defaultValue;
  }

  /**
   * Reads what was given.
   *
   * @param values the pieces between the commas, at least one
   * @return the value
   * @throws CommandException in the words of crtmpserver's line
   */
  T read(List<String> values) {
    return reader.apply(values).orElseThrow(this::invalid);
  }

  /**
   * What the caller of a command is told about a value that it cannot take.
   *
   * @return to be thrown
   */
  public CommandException invalid() {
    String suffix = range.isEmpty() ? "" : ". Range: " + range;
    return new CommandException("Syntax error. Parameter " + name + " is invalid" + suffix);
  }

  private static Optional<String> single(List<String> values) {
    // A comma that nobody escaped belongs to the text where a list makes no sense.
    return Optional.of(String.join(",", values));
  }

  private static Optional<Long> whole(String text, long min, long max) {
    try {
      long value = Long.parseLong(text);
      return value >= min && value <= max ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
