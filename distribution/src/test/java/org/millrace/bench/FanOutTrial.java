package org.millrace.bench;

import java.io.IOException;
import java.time.Duration;
import org.millrace.bench.Processors.Placement;

/**
 * Publishers, and viewers that join a running stream.
 *
 * @param peer the server
 * @param load what publishers and viewers do
 */
record FanOutTrial(Peer peer, Load load) implements Trial {
  static final Duration SETTLE = Duration.ofSeconds(2);

  /** Publishers are a moment ahead of the viewers. */
  private static final Duration HEAD_START = Duration.ofSeconds(2);

  private static final double KILO = 1024;

  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Placement placement = bench.place(1);
    try (RunningServer server = bench.start(peer, placement)) {
      server.awaitOpen();
      server.settle(SETTLE);
      double idle = server.residentKilobytes();
      try (LoadRun publishers = bench.run(server, placement, load.background())) {
        publishers.mustRunFor(HEAD_START.plus(timeToConnect(load.streams())));
        return watch(bench.run(server, placement, load.watching()), server, idle);
      }
    }
  }

  private Duration timeToConnect(int connections) {
    return Duration.ofSeconds(connections / load.connectsPerSecond());
  }

  private Figures watch(LoadRun viewers, RunningServer server, double idle)
      throws IOException, InterruptedException {
    try (viewers) {
      viewers.awaitMeasure();
      CpuClock clock = server.startClock();
      double resident = server.residentKilobytes();
      LoadResult result = viewers.awaitResult();
      CpuClock.Usage usage = clock.usage();
      resident = Math.max(resident, server.residentKilobytes());
      return figures(result, usage)
          .with(Metric.RESIDENT, resident / KILO)
          .with(Metric.PER_VIEWER, (resident - idle) / load.connections());
    }
  }

  /** What viewers saw, and what that cost. */
  static Figures figures(LoadResult result, CpuClock.Usage usage) {
    return Figures.NONE
        .with(Metric.CPU_PER_GB, usage.process() / (result.bytesPerSecond() / 1e9))
        .with(Metric.LATENCY_P50, result.get("p50"))
        .with(Metric.LATENCY_P99, result.get("p99"))
        .with(Metric.LOST, result.get("lost"))
        .with(Metric.FAILED, result.failed())
        .with(Metric.MEGABITS, result.bytesPerSecond() * 8 / 1e6)
        .with(Metric.WORST_VIEWER, result.get("min_conn_kbps"));
  }
}
