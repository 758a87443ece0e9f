package org.millrace.bench;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a trial found out. Immutable. */
final class Figures {
  static final Figures NONE = new Figures(new EnumMap<>(Metric.class));

  private final Map<Metric, Double> values;

  private Figures(Map<Metric, Double> values) {
    this.values = values;
  }

  /** These and one more. */
  Figures with(Metric metric, double value) {
    Map<Metric, Double> more = new EnumMap<>(Metric.class);
    more.putAll(values);
    more.put(metric, value);
    return new Figures(more);
  }

  Set<Metric> metrics() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** The value of one of {@link #metrics()}. */
  double of(Metric metric) {
    return values.get(metric);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (metric, value) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(metric.title())
                .append(' ')
                .append(metric.format(value)));
    return text.toString();
  }
}
