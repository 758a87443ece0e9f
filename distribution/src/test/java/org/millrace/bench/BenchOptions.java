package org.millrace.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the command line asks for, as system properties that begin with "bench.".
 *
 * @param home the unpacked distribution
 * @param scenarios names of those to run; empty runs all
 * @param rounds how often each server is measured
 * @param length of each measurement
 * @param loadGenerator the program that publishes and watches, and its first arguments
 * @param report written to
 * @param page its last run is replaced if {@code write}
 * @param write whether to do that
 * @param microBenchmarks files of results, which may be missing
 */
record BenchOptions(
    Path home,
    List<String> scenarios,
    int rounds,
    Duration length,
    List<String> loadGenerator,
    Path report,
    Path page,
    boolean write,
    List<Path> microBenchmarks) {

  static BenchOptions ofSystemProperties() {
    Path home = Path.of(System.getProperty("bench.home")).toAbsolutePath();
    String load = System.getProperty("bench.load", home.resolve("bin/millrace") + " stress");
    return new BenchOptions(
        home,
        words(System.getProperty("bench.scenarios", ""), ","),
        Integer.getInteger("bench.rounds", 3),
        Duration.ofSeconds(Integer.getInteger("bench.seconds", 8)),
        words(load, " "),
        Path.of(System.getProperty("bench.report")).toAbsolutePath(),
        Path.of(System.getProperty("bench.page")),
        Boolean.getBoolean("bench.write"),
        words(System.getProperty("bench.micro", ""), ",").stream().map(Path::of).toList());
  }

  private static List<String> words(String text, String separator) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(separator));
  }

  /** The scenarios that are wanted. */
  List<Scenario> choose(List<Scenario> all) {
    List<String> names = all.stream().map(Scenario::name).toList();
    for (String name : scenarios) {
      if (!names.contains(name)) {
        throw new BenchException("bench.scenarios: " + name + " (expected: some of " + names + ")");
      }
    }
    return all.stream()
        .filter(scenario -> scenarios.isEmpty() || scenarios.contains(scenario.name()))
        .toList();
  }
}
