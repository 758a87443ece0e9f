package org.millrace.server.control;

import java.util.ArrayList;
import java.util.List;

/** Rows of words, one below the other. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  void add(String... cells) {
    rows.add(cells.clone());
  }

  /** Without blanks at the ends. */
  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(String[] row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.length; column++) {
      line.append(row[column]).append(" ".repeat(width(column) - row[column].length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.length > column)
        .mapToInt(row -> row[column].length())
        .max()
        .orElse(0);
  }
}
