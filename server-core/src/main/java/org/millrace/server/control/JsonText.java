package org.millrace.server.control;

import java.util.List;
import java.util.StringJoiner;

/** Makes JSON (RFC 8259) of names and texts. */
final class JsonText {
  private final StringJoiner members = new StringJoiner(", ", "{", "}");

  private JsonText() {}

  static JsonText object() {
    return new JsonText();
  }

  JsonText with(String name, String value) {
    members.add(quoted(name) + ": " + quoted(value));
    return this;
  }

  JsonText with(String name, List<String> values) {
    members.add(quoted(name) + ": " + array(values.stream().map(JsonText::quoted).toList()));
    return this;
  }

  String text() {
    return members.toString();
  }

  /** An array of what is JSON already. */
  static String array(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        default -> append(quoted, c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, char c) {
    if (c < ' ') {
      quoted.append("\\u%04x".formatted((int) c));
    } else {
      quoted.append(c);
    }
  }
}
