package org.millrace.admin.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a command was given, checked against what it declares. Immutable. */
public final class Arguments {
  private final Map<String, Object> values;

  private Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Reads what was given.
   *
   * @param parameters what the command declares
   * @param given pieces by key, in any case
   * @return the values
   * @throws CommandException if something is missing, unknown or out of its range
   */
  static Arguments of(List<Parameter<?>> parameters, Map<String, List<String>> given) {
    Map<String, List<String>> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rest.putAll(given);
    if (rest.isEmpty() && parameters.stream().anyMatch(Parameter::isMandatory)) {
      throw new CommandException("Syntax error. No parameters provided");
    }
    Map<String, Object> values = new HashMap<>();
    for (Parameter<?> parameter : parameters) {
      List<String> pieces = rest.remove(parameter.name());
      if (pieces != null) {
        values.put(parameter.name(), parameter.read(pieces));
      } else if (parameter.isMandatory()) {
        throw parameter.invalid();
      }
    }
    if (!rest.isEmpty()) {
      String unknown = rest.keySet().iterator().next();
      throw new CommandException("Syntax error. Parameter " + unknown + " is invalid");
    }
    return new Arguments(Map.copyOf(values));
  }

  /**
   * The value of a parameter that is mandatory or has a default.
   *
   * @param parameter one that the command declares
   * @param <T> its type
   * @return what was given, or the default
   * @throws IllegalArgumentException if it may be missing
   */
  public <T> T get(Parameter<T> parameter) {
    T value = value(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "parameter " + parameter.name() + ": missing (expected: mandatory, or a default)");
    }
    return value;
  }

  /**
   * The value of a parameter that may be missing.
   *
   * @param parameter one that the command declares
   * @param <T> its type
   * @return empty if it was not given and has no default
   */
  public <T> Optional<T> find(Parameter<T> parameter) {
    return Optional.ofNullable(value(parameter));
  }

  @SuppressWarnings("unchecked") // The parameter has read it.
  private <T> @Nullable T value(Parameter<T> parameter) {
    T given = (T) values.get(parameter.name());
    return given == null ? parameter.defaultValue() : given;
  }
}
