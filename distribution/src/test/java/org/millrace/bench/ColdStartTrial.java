package org.millrace.bench;

import java.io.IOException;
import java.time.Duration;
import org.millrace.bench.Processors.Placement;

/**
 * Viewers that all come as soon as the server's port is open, together with the publisher.
 *
 * @param peer the server
 * @param load what they do
 */
record ColdStartTrial(Peer peer, Load load) implements Trial {
  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Placement placement = bench.place(1);
    try (RunningServer server = bench.start(peer, placement)) {
      Duration start = server.awaitOpen();
      try (LoadRun publisher = bench.run(server, placement, load.background());
          LoadRun viewers = bench.run(server, placement, load.watching())) {
        LoadResult result = viewers.awaitResult();
        publisher.mustRunFor(Duration.ZERO);
        return Figures.NONE
            .with(Metric.START, start.toMillis())
            .with(Metric.FIRST_FRAME, result.get("first_frame_ms"))
            .with(Metric.FIRST_FRAME_MAX, result.get("first_frame_max_ms"))
            .with(Metric.LATENCY_P99, result.get("p99"))
            .with(Metric.LOST, result.get("lost"))
            .with(Metric.FAILED, result.failed());
      }
    }
  }
}
