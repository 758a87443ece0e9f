package org.millrace.server.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** Reads settings of a table and collects what is wrong with them, so that reading can go on. */
final class TableReader {
  private final ConfigNode.Table table;
  private final ConfigProblems problems;

  TableReader(ConfigNode.Table table, ConfigProblems problems) {
    this.table = table;
    this.problems = problems;
  }

  /** The value of a setting that has a default; also the default if the value cannot be used. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseGet(() -> setting.read(ConfigNode.Table.empty(table.location())));
  }

  /** The value or the default; empty if there is neither, or the value cannot be used. */
  <T> Optional<T> find(Setting<T> setting) {
    try {
      @Nullable T value = setting.find(table);
      return Optional.ofNullable(value);
    } catch (ConfigException e) {
      problems.error(e);
      return Optional.empty();
    }
  }

  /** The value of a setting that has to be there; empty, and reported, if it is not. */
  <T> Optional<T> require(Setting<T> setting) {
    if (!table.has(setting.name())) {
      problems.error(locationOf(setting), "missing (expected: " + setting.type() + ")");
      return Optional.empty();
    }
    return find(setting);
  }

  /** Where a setting stands, or where it would. */
  ConfigLocation locationOf(Setting<?> setting) {
    ConfigNode node = table.get(setting.name());
    return node == null ? table.location().key(setting.name()) : node.location();
  }

  ConfigNode.Table table() {
    return table;
  }

  ConfigProblems problems() {
    return problems;
  }

  TableReader on(ConfigNode.Table other) {
    return new TableReader(other, problems);
  }
}
