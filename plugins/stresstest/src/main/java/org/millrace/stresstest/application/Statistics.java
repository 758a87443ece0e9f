package org.millrace.stresstest.application;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.Logger;
import org.millrace.stresstest.load.Figures;
import org.millrace.stresstest.load.LatencyHistogram;
import org.millrace.stresstest.load.Load;

/** Logs what a load measures: each interval by itself, and all of it at the end. */
final class Statistics {
  /** Reasons of failures that are shown. */
  private static final int SHOWN_REASONS = 3;

  private final Logger log;
  private long nanos;
  private long bytes;
  private long frames;
  private long lost;
  private int errors;

  Statistics(Logger log) {
    this.log = log;
  }

  /** Logs what the load has measured since the last call. */
  CompletionStage<Void> log(Load load) {
    return load.takeFigures()
        .thenAccept(
            figures -> {
              add(figures);
              show(load, figures);
            });
  }

  private synchronized void add(Figures figures) {
    nanos += figures.nanos();
    bytes += figures.bytes();
    frames += figures.frames();
    lost += figures.lost();
  }

  private synchronized void show(Load load, Figures figures) {
    log.info(
        "{} of {} players, {} Mb/s, the least of one {} kb/s{}, {} failed",
        load.alive(),
        load.connections(),
        text(figures.megabits()),
        text(figures.leastKilobits()),
        latency(figures),
        load.errors());
    if (load.errors() > errors) {
      errors = load.errors();
      load.failures().stream().limit(SHOWN_REASONS).forEach(reason -> log.warn("{}", reason));
    }
  }

  /** Nothing if the streams are not those of {@code millrace stress}. */
  private static String latency(Figures figures) {
    LatencyHistogram latency = figures.latency();
    return latency.count() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            ", latency %.1f ms (p50), %.1f ms (p99), %d of %d frames lost",
            latency.millis(50),
            latency.millis(99),
            figures.lost(),
            figures.frames() + figures.lost());
  }

  /** Logs all that the load has measured; the server has ended its players. */
  CompletionStage<Void> logTotal(Load load) {
    return load.takeFigures()
        .thenAccept(
            figures -> {
              add(figures);
              showTotal();
            });
  }

  private synchronized void showTotal() {
    log.info(
        "in all: {} s measured, {} bytes, {} Mb/s, {} frames seen, {} lost",
        nanos / 1_000_000_000,
        bytes,
        text(nanos == 0 ? 0 : bytes * 8e3 / nanos),
        frames,
        lost);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
