package org.millrace.admin.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;

/** Shows JSON to people: names and values on lines, indented as they are nested. */
final class PlainText {
  private static final String INDENT = "  ";

  private final PrintWriter out;

  PlainText(PrintWriter out) {
    this.out = out;
  }

  /** Shows a value, which need not be an object. */
  void show(JsonNode value) {
    show(value, "");
  }

  private void show(JsonNode value, String indent) {
    if (value.isObject()) {
      fields(value, indent, indent);
    } else if (value.isArray()) {
      value.forEach(item -> item(item, indent));
    } else {
      out.println(indent + value.asText());
    }
  }

  private void item(JsonNode item, String indent) {
    if (item.isObject()) {
      fields(item, indent + "- ", indent + INDENT);
    } else {
      out.println(indent + "- " + item.asText());
    }
  }

  /** The first of an item's fields stands behind the hyphen. */
  private void fields(JsonNode object, String first, String others) {
    String indent = first;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (value.isContainerNode() && !value.isEmpty()) {
        out.println(indent + field.getKey() + ":");
        show(value, others + INDENT);
      } else {
        String text = value.isContainerNode() || value.isNull() ? "" : " " + value.asText();
        out.println(indent + field.getKey() + ":" + text);
      }
      indent = others;
    }
  }
}
