package org.millrace.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What the rounds found out about one row. */
final class Samples {
  private final List<Figures> rounds = new ArrayList<>();

  void add(Figures figures) {
    rounds.add(figures);
  }

  /** The median of each metric by itself; nothing if no round has a result. */
  Figures medians() {
    Set<Metric> metrics = EnumSet.noneOf(Metric.class);
    rounds.forEach(figures -> metrics.addAll(figures.metrics()));
    Figures medians = Figures.NONE;
    for (Metric metric : metrics) {
      medians = medians.with(metric, median(values(metric)));
    }
    return medians;
  }

  private DoubleStream values(Metric metric) {
    return rounds.stream()
        .filter(figures -> figures.metrics().contains(metric))
        .mapToDouble(figures -> figures.of(metric));
  }

  /** The value in the middle; between two, their mean. */
  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
