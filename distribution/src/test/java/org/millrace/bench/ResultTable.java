package org.millrace.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of a scenario as a Markdown table, with ratios to each row's baseline. */
final class ResultTable {
  private final Scenario scenario;
  private final Map<Row, Figures> results = new LinkedHashMap<>();

  /**
   * A table without results.
   *
   * @param scenario gives the rows
   */
  ResultTable(Scenario scenario) {
    this.scenario = scenario;
  }

  void put(Row row, Figures figures) {
    results.put(row, figures);
  }

  String markdown() {
    Set<Metric> columns = EnumSet.noneOf(Metric.class);
    results.values().forEach(figures -> columns.addAll(figures.metrics()));
    List<String> lines = new ArrayList<>();
    lines.add("### " + scenario.title());
    lines.add("");
    if (columns.isEmpty()) {
      lines.add("No results.");
      return String.join("\n", lines) + "\n";
    }
    lines.add(line("Load", "Server", columns.stream().map(Metric::title).toList()));
    lines.add(line("---", "---", columns.stream().map(column -> "--:").toList()));
    for (Row row : scenario.rows()) {
      lines.add(
          line(
              row.load(),
              row.server(),
              columns.stream().map(column -> cell(row, column)).toList()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(String load, String server, List<String> cells) {
    return "| %s | %s | ".formatted(load, server)
        + cells.stream().collect(Collectors.joining(" | ", "", " |"));
  }

  /** The value, and the ratio if there is something to compare with. */
  private String cell(Row row, Metric metric) {
    Double value = value(row, metric);
    if (value == null) {
      return "";
    }
    Double reference = row.baseline() == null ? null : value(row.baseline(), metric);
    if (!metric.compared() || reference == null || reference <= 0) {
      return metric.format(value);
    }
    return metric.format(value) + String.format(Locale.ROOT, " (%.2f)", value / reference);
  }

  private @Nullable Double value(Row row, Metric metric) {
    Figures figures = results.getOrDefault(row, Figures.NONE);
    return figures.metrics().contains(metric) ? figures.of(metric) : null;
  }
}
