package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -Xlog:gc} wrote. */
final class GcLog {
  /** Such as "[2.5s][info][gc] GC(3) Pause Young (Allocation Failure) 9M->3M(14M) 1.234ms". */
  private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms$");

  private GcLog() {}

  static Figures read(Path file) throws IOException {
    return figures(Files.readAllLines(file));
  }

  static Figures figures(List<String> lines) {
    double[] pauses =
        lines.stream()
            .map(PAUSE::matcher)
            .filter(Matcher::find)
            .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
            .sorted()
            .toArray();
    Figures figures = Figures.NONE.with(Metric.GC_PAUSES, pauses.length);
    if (pauses.length == 0) {
      return figures;
    }
    // The nearest rank: with fewer than 100 pauses it is the longest.
    double p99 = pauses[(int) Math.ceil(0.99 * pauses.length) - 1];
    return figures
        .with(Metric.GC_P99, p99)
        .with(Metric.GC_MAX, Arrays.stream(pauses).max().orElse(0));
  }
}
