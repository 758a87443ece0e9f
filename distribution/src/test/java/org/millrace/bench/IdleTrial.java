package org.millrace.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * A server that nobody uses.
 *
 * @param peer the server
 */
record IdleTrial(Peer peer) implements Trial {
  private static final Duration REST = Duration.ofSeconds(5);

  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    try (RunningServer server = bench.start(peer, bench.place(1))) {
      Duration start = server.awaitOpen();
      server.settle(REST);
      return Figures.NONE
          .with(Metric.START, start.toMillis())
          .with(Metric.RESIDENT, server.residentKilobytes() / 1024);
    }
  }
}
