package org.millrace.admin.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandException;

/**
 * Reads a line: {@code command key=value key=one,two}. A backslash takes the meaning from a blank,
 * an equals sign, a comma, and itself; before anything else it is just a backslash. So {@code
 * file=C:\movies\my\ film.flv} is one value. The first equals sign ends the key; later ones belong
 * to the value, so that addresses need no backslashes.
 */
final class LineParser {
  private static final String ESCAPED = "\\ =,";

  private final String line;
  private int position;

  private LineParser(String line) {
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @param line not empty
   * @return the call
   * @throws CommandException if it is none
   */
  static CommandCall parse(String line) {
    return new LineParser(line).call();
  }

  /**
   * Reads parameters without a command in front.
   *
   * @param command what stands elsewhere
   * @param parameters may be empty
   * @return the call
   * @throws CommandException if they are none
   */
  static CommandCall parse(String command, String parameters) {
    return new CommandCall(command, new LineParser(parameters).parameters());
  }

  private CommandCall call() {
    skipBlanks();
    String name = piece("");
    if (name.isEmpty()) {
      throw new CommandException("Syntax error. No command provided");
    }
    return new CommandCall(name, parameters());
  }

  private Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    skipBlanks();
    while (position < line.length()) {
      String key = piece("=");
      if (key.isEmpty() || position == line.length() || line.charAt(position) != '=') {
        throw new CommandException(
            "Syntax error. \"" + key + "\" is no parameter (expected: key=value)");
      }
      position++;
      if (parameters.put(key, values()) != null) {
        throw new CommandException("Syntax error. Parameter " + key + " is given twice");
      }
      skipBlanks();
    }
    return parameters;
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    values.add(piece(","));
    while (position < line.length() && line.charAt(position) == ',') {
      position++;
      values.add(piece(","));
    }
    return values;
  }

  /** Up to a blank, one of the ends, or the line's end. */
  private String piece(String ends) {
    StringBuilder text = new StringBuilder();
    while (position < line.length()) {
      char next = line.charAt(position);
      if (isBlank(next) || ends.indexOf(next) >= 0) {
        break;
      }
      if (next == '\\' && position + 1 < line.length() && escapes(line.charAt(position + 1))) {
        position++;
        next = line.charAt(position);
      }
      text.append(next);
      position++;
    }
    return text.toString();
  }

  private void skipBlanks() {
    while (position < line.length() && isBlank(line.charAt(position))) {
      position++;
    }
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  private static boolean escapes(char character) {
    return ESCAPED.indexOf(character) >= 0;
  }
}
