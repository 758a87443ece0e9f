package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who runs where.
 *
 * @param ids the processors that may be used
 * @param canPin whether there is {@code taskset}
 */
record Processors(List<Integer> ids, boolean canPin) {
  Processors {
    ids = List.copyOf(ids);
  }

  /** Those that this process may use. */
  static Processors available() throws IOException {
    String allowed =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("0");
    return new Processors(parse(allowed), Programs.find("taskset").isPresent());
  }

  /** Reads a list such as "0-3,8". */
  static List<Integer> parse(String list) {
    List<Integer> ids = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      IntStream.rangeClosed(Integer.parseInt(ends[0]), last).forEach(ids::add);
    }
    return ids;
  }

  /**
   * Places a server and its load.
   *
   * @param serverProcessors how many the server gets; the load gets the others, or shares all if
   *     fewer are left than the server has
   */
  Placement place(int serverProcessors) {
    boolean shared = ids.size() < 2 * serverProcessors;
    int forServer = Math.min(serverProcessors, ids.size());
    return new Placement(
        pin(ids.subList(0, forServer)), pin(shared ? ids : ids.subList(forServer, ids.size())));
  }

  private List<String> pin(List<Integer> to) {
    if (!canPin || ids.size() < 2) {
      return List.of();
    }
    return List.of("taskset", "-c", String.join(",", to.stream().map(String::valueOf).toList()));
  }

  /**
   * Words to put before commands.
   *
   * @param server before that of the server
   * @param load before those of publishers and viewers
   */
  record Placement(List<String> server, List<String> load) {}
}
