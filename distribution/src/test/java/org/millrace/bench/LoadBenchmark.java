package org.millrace.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the distribution beside nginx-rtmp and writes a report of tables. Servers take turns
 * within each round; figures are medians over the rounds.
 */
public final class LoadBenchmark {
  private final BenchOptions options;
  private final PrintWriter out;
  private final Optional<NginxRtmp> nginx = NginxRtmp.installed();

  private int failures;

  private LoadBenchmark(BenchOptions options, PrintWriter out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param args none; see {@link BenchOptions}
   * @throws IOException if a program or a file fails
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      out.println("The load benchmark is skipped: it reads /proc, which only Linux has.");
      return;
    }
    new LoadBenchmark(BenchOptions.ofSystemProperties(), out).run();
  }

  private void run() throws IOException, InterruptedException {
    Path logs = options.report().resolveSibling("bench");
    Millrace millrace = Millrace.of(options.home());
    List<Scenario> scenarios =
        options.choose(
            new Scenarios(millrace, nginx, options.length(), logs.resolve("files")).all());
    Workbench bench = new Workbench(logs, Processors.available(), options.loadGenerator());
    List<String> report = new ArrayList<>(List.of(heading()));
    MicroBenchmarks micro = new MicroBenchmarks();
    for (Path file : options.microBenchmarks()) {
      micro.read(file);
    }
    for (Scenario scenario : scenarios) {
      report.add(measure(scenario, bench));
    }
    if (!micro.isEmpty()) {
      report.add(micro.markdown());
    }
    write(String.join("\n", report));
    if (failures > 0) {
      throw new BenchException(failures + " measurements have no result, see above");
    }
  }

  private String heading() throws IOException {
    return """
        %s. Medians of %d rounds of %d s. %s.
        %s
        """
        .formatted(
            LocalDate.now(),
            options.rounds(),
            options.length().toSeconds(),
            Machine.describe(),
            nginx.isPresent()
                ? "In parentheses: the ratio to nginx-rtmp, or to the row above."
                : "nginx-rtmp is not installed (Debian: nginx, libnginx-mod-rtmp): no comparison.");
  }

  private String measure(Scenario scenario, Workbench bench)
      throws IOException, InterruptedException {
    if (OpenFiles.limit() < scenario.openFiles()) {
      String reason =
          "Skipped: open files: %d (expected: at least %d, see ulimit -n)"
              .formatted(OpenFiles.limit(), scenario.openFiles());
      out.println(scenario.name() + ": " + reason);
      return "### " + scenario.title() + "\n\n" + reason + "\n";
    }
    Map<Row, Samples> samples = new LinkedHashMap<>();
    scenario.rows().forEach(row -> samples.put(row, new Samples()));
    for (int round = 1; round <= options.rounds(); round++) {
      for (Row row : scenario.rows()) {
        out.printf("%s %d: %s, %s: ", scenario.name(), round, row.load(), row.server());
        out.flush();
        try {
          Figures figures = row.trial().run(bench);
          samples.get(row).add(figures);
          out.println(figures);
        } catch (BenchException e) {
          out.println("no result: " + e.getMessage());
          failures++;
        }
      }
    }
    ResultTable table = new ResultTable(scenario);
    samples.forEach((row, values) -> table.put(row, values.medians()));
    String markdown = table.markdown();
    out.println("\n" + markdown);
    return markdown;
  }

  private void write(String report) throws IOException {
    Files.writeString(options.report(), report);
    out.println("The report is " + options.report());
    if (options.write()) {
      PerformancePage.write(options.page(), report);
      out.println("It is now in " + options.page() + ", too");
    }
  }
}
