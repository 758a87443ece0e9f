package org.millrace.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of services that the log shows at the end of a start. */
final class ServiceTable {
  private static final List<String> HEADINGS =
      List.of("c", "ip", "port", "protocol chain", "application");

  private ServiceTable() {}

  /** Draws the table, a line each. */
  static List<String> lines(List<Service> services) {
    List<List<String>> rows = services.stream().map(ServiceTable::row).toList();
    int[] widths = widths(rows);
    String rule =
        IntStream.of(widths)
            .mapToObj(width -> "-".repeat(width + 2))
            .collect(Collectors.joining("+", "+", "+"));
    List<String> lines = new ArrayList<>(List.of(rule, line(HEADINGS, widths), rule));
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(rule);
    return lines;
  }

  private static List<String> row(Service service) {
    return List.of(
        service.carrier(),
        service.address().getAddress().getHostAddress(),
        Integer.toString(service.address().getPort()),
        service.chain() + " = " + String.join(", ", service.layers()),
        service.application());
  }

  private static int[] widths(List<List<String>> rows) {
    return IntStream.range(0, HEADINGS.size())
        .map(
            column ->
                rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(HEADINGS.get(column).length(), Math::max))
        .toArray();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> pad(row.get(column), widths[column]))
        .collect(Collectors.joining("|", "|", "|"));
  }

  private static String pad(String text, int width) {
    return " " + " ".repeat(width - text.length()) + text + " ";
  }
}
