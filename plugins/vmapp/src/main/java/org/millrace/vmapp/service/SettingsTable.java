package org.millrace.vmapp.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.config.ConfigNode;

/** A table of the configuration as a value for a script. Functions are left out. */
final class SettingsTable {
  private SettingsTable() {}

  /** A map; or a list, if the table has nothing but items. */
  static Object of(ConfigNode.Table table) {
    if (table.values().isEmpty() && !table.items().isEmpty()) {
      List<Object> items = new ArrayList<>();
      table.items().forEach(item -> items.add(value(item)));
      return items;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    table
        .values()
        .forEach(
            (key, node) -> {
              if (!(node instanceof ConfigNode.Function)) {
                values.put(key, value(node));
              }
            });
    return values;
  }

  private static Object value(ConfigNode node) {
    if (node instanceof ConfigNode.Table table) {
      return of(table);
    }
    if (node instanceof ConfigNode.Numeric number) {
      return number.value();
    }
    if (node instanceof ConfigNode.Flag flag) {
      return flag.value();
    }
    return node instanceof ConfigNode.Text text ? text.value() : node.toString();
  }
}
