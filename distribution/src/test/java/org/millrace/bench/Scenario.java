package org.millrace.bench;

import java.util.List;

/**
 * A table: what is done to servers, and what is found out about each.
 *
 * @param name by which it can be chosen
 * @param title its heading
 * @param openFiles how many a process must be allowed
 * @param rows in the order in which they are measured in each round
 */
record Scenario(String name, String title, int openFiles, List<Row> rows) {
  Scenario {
    rows = List.copyOf(rows);
  }
}
