package org.millrace.bench;

import java.io.IOException;
import org.millrace.bench.Processors.Placement;

/**
 * Publishers that nobody watches.
 *
 * @param peer the server
 * @param load what publishers do
 */
record IngestTrial(Peer peer, Load load) implements Trial {
  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Placement placement = bench.place(1);
    try (RunningServer server = bench.start(peer, placement)) {
      server.awaitOpen();
      server.settle(FanOutTrial.SETTLE);
      try (LoadRun publishers = bench.run(server, placement, load.publishing())) {
        publishers.awaitMeasure();
        CpuClock clock = server.startClock();
        LoadResult result = publishers.awaitResult();
        CpuClock.Usage usage = clock.usage();
        double waiting = ReceiveQueues.bytes(server.port());
        return Figures.NONE
            .with(Metric.CPU_PER_GB, usage.process() / (result.bytesPerSecond() / 1e9))
            .with(Metric.LOST, result.get("lost"))
            .with(Metric.FAILED, result.failed())
            .with(Metric.TAKEN, 100 * (1 - waiting / result.get("bytes")))
            .with(Metric.MEGABITS, result.bytesPerSecond() * 8 / 1e6)
            .with(Metric.RESIDENT, server.residentKilobytes() / 1024);
      }
    }
  }
}
