package org.millrace.vmapp.service;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;

/**
 * {@code millrace.count}, {@code gauge} and {@code statistics}: figures of the script's own. They
 * are logged from time to time.
 */
final class Statistics implements AutoCloseable {
  private final Logger log;
  private final int limit;
  private final Map<String, Double> figures = new TreeMap<>();
  private Map<String, Double> logged = Map.of();
  private @Nullable Future<?> task;

  Statistics(Logger log, int limit) {
    this.log = log;
    this.limit = limit;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "count", Arguments.function("count", this::count),
        "gauge", Arguments.function("gauge", this::gauge),
        "statistics", Arguments.function("statistics", arguments -> all()));
  }

  private double count(Arguments arguments) {
    double by = arguments.has(1) ? arguments.number(1, "by") : 1;
    return set(arguments.name(0, "name"), by, true);
  }

  private double gauge(Arguments arguments) {
    return set(arguments.name(0, "name"), arguments.number(1, "value"), false);
  }

  private synchronized double set(String name, double value, boolean add) {
    Double before = figures.get(name);
    if (before == null && figures.size() >= limit) {
      throw new ScriptException(
          "statistics: " + name + " (expected: at most maxStatistics = " + limit + ")");
    }
    double now = add && before != null ? before + value : value;
    figures.put(name, now);
    return now;
  }

  private synchronized Map<String, Double> all() {
    return Map.copyOf(figures);
  }

  /** Logs the figures whenever they have changed; never if the interval is zero. */
  void logEach(Duration interval, ScheduledExecutorService scheduler) {
    if (!interval.isZero()) {
      long nanos = interval.toNanos();
      task = scheduler.scheduleWithFixedDelay(this::show, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void show() {
    Map<String, Double> now = all();
    if (!now.equals(logged)) {
      logged = now;
      log.info("statistics: {}", describe(now));
    }
  }

  private static String describe(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public void close() {
    if (task != null) {
      task.cancel(false);
    }
  }
}
