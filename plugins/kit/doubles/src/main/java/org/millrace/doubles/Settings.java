package org.millrace.doubles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

/** Makes tables of a configuration from Java values. */
public final class Settings {
  /** A table with nothing in it. */
  public static final ConfigNode.Table NONE = ConfigNode.Table.empty(ConfigLocation.NONE);

  private Settings() {}

  /**
   * A table, as if it stood in a file {@code test.lua} alone.
   *
   * @param keysAndValues key, value, key, value...; a value is a string, a number, a boolean, a
   *     list, a map with string keys, or a node
   * @return the table
   */
  public static ConfigNode.Table of(Object... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "keysAndValues: " + keysAndValues.length + " (expected: a value for each key)");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return table(new ConfigLocation("", "test.lua", 1), values);
  }

  private static ConfigNode.Table table(ConfigLocation location, Map<?, ?> values) {
    Map<String, ConfigNode> nodes = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> nodes.put((String) key, node(location.key((String) key), value)));
    return new ConfigNode.Table(location, nodes, List.of());
  }

  private static ConfigNode node(ConfigLocation location, Object value) {
    if (value instanceof ConfigNode node) {
      return node;
    } else if (value instanceof String text) {
      return new ConfigNode.Text(location, text);
    } else if (value instanceof Number number) {
      return new ConfigNode.Numeric(location, number.doubleValue());
    } else if (value instanceof Boolean flag) {
      return new ConfigNode.Flag(location, flag);
    } else if (value instanceof Map<?, ?> map) {
      return table(location, map);
    } else if (value instanceof List<?> list) {
      return list(location, list);
    }
    throw new IllegalArgumentException(
        location.path() + ": " + value + " (expected: string, number, boolean, list or map)");
  }

  private static ConfigNode list(ConfigLocation location, List<?> values) {
    List<ConfigNode> items = new ArrayList<>();
    for (Object value : values) {
      items.add(node(location.item(items.size() + 1), value));
    }
    return new ConfigNode.Table(location, Map.of(), items);
  }
}
