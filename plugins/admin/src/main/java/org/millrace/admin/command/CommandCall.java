package org.millrace.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command as it came: nothing of it is checked.
 *
 * @param name of the command, in any case
 * @param parameters for each key the pieces between the commas, at least one
 */
public record CommandCall(String name, Map<String, List<String>> parameters) {
  /** The parameter that every command takes, and that is echoed in its reply. */
  public static final String COMMAND_ID = "commandId";

  public CommandCall {
    parameters = Map.copyOf(parameters);
  }

  /**
   * A parameter that belongs to no command alone.
   *
   * @param key its name, in any case
   * @return its text; "" if it was not given
   */
  public String text(String key) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .map(entry -> String.join(",", entry.getValue()))
        .findFirst()
        .orElse("");
  }

  /**
   * The same call without a parameter.
   *
   * @param key its name, in any case
   * @return a new call
   */
  public CommandCall without(String key) {
    Map<String, List<String>> rest = new LinkedHashMap<>(parameters);
    rest.keySet().removeIf(key::equalsIgnoreCase);
    return new CommandCall(name, rest);
  }
}
