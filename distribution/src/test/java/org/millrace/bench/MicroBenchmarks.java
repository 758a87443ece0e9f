package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JMH's results, from its CSV files, as a Markdown table. */
final class MicroBenchmarks {
  private static final String GARBAGE = ":gc.alloc.rate.norm";

  private record Result(String score, String garbage) {}

  private final Map<String, Result> results = new LinkedHashMap<>();

  /** Reads a file; one that is not there, or is empty after a failure, adds nothing. */
  void read(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      add(Files.readAllLines(file));
    }
  }

  /**
   * Adds what a file says.
   *
   * @param lines {@code "Benchmark","Mode","Threads","Samples","Score","Score Error
   *     (99.9%)","Unit","Param: viewers"} and lines like that
   */
  void add(List<String> lines) {
    String[] header = fields(lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = fields(line);
      String name = fields[0];
      boolean garbage = name.endsWith(GARBAGE);
      if (!garbage && name.contains(":")) {
        continue; // another figure of the profiler
      }
      String key = shortName(name.replace(GARBAGE, "")) + parameters(header, fields);
      Result old = results.getOrDefault(key, new Result("", ""));
      String score = "%.3g".formatted(Double.parseDouble(fields[4]));
      results.put(
          key,
          garbage
              ? new Result(old.score(), "%.0f".formatted(Double.parseDouble(fields[4])))
              : new Result(score, old.garbage()));
    }
  }

  /** No value has a comma or a quotation mark in it. */
  private static String[] fields(String line) {
    return line.replace("\"", "").split(",", -1);
  }

  /** Class and method. */
  private static String shortName(String name) {
    String[] parts = name.split("\\.");
    return String.join(".", Arrays.copyOfRange(parts, parts.length - 2, parts.length));
  }

  private static String parameters(String[] header, String[] fields) {
    return IntStream.range(0, fields.length)
        .filter(i -> header[i].startsWith("Param: ") && !fields[i].isEmpty())
        .mapToObj(i -> header[i].substring("Param: ".length()) + " = " + fields[i])
        .collect(Collectors.joining(", ", " ", ""))
        .stripTrailing();
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("### Micro benchmarks");
    lines.add("");
    lines.add("| Benchmark | Microseconds | Bytes of garbage |");
    lines.add("| --- | --: | --: |");
    results.forEach(
        (name, result) ->
            lines.add("| %s | %s | %s |".formatted(name, result.score(), result.garbage())));
    return String.join("\n", lines) + "\n";
  }
}
