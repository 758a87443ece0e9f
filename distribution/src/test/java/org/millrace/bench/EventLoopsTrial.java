package org.millrace.bench;

import java.io.IOException;
import java.time.Duration;
import org.millrace.bench.Processors.Placement;

/**
 * A server with a number of event loops and as many processors. On small machines the load shares
 * these, so the throughput itself says little; what the busiest thread uses for it says how much
 * more there could be.
 *
 * @param millrace the server
 * @param eventLoops how many
 * @param load what publishers and viewers do
 */
record EventLoopsTrial(Millrace millrace, int eventLoops, Load load) implements Trial {
  @Override
  public Figures run(Workbench bench) throws IOException, InterruptedException {
    Placement placement = bench.place(eventLoops);
    try (RunningServer server = bench.start(millrace.eventLoops(eventLoops), placement)) {
      server.awaitOpen();
      server.settle(FanOutTrial.SETTLE);
      try (LoadRun publisher = bench.run(server, placement, load.background())) {
        publisher.mustRunFor(Duration.ofSeconds(2));
        return watch(bench.run(server, placement, load.watching()), server);
      }
    }
  }

  private static Figures watch(LoadRun viewers, RunningServer server)
      throws IOException, InterruptedException {
    try (viewers) {
      viewers.awaitMeasure();
      CpuClock clock = server.startClock();
      LoadResult result = viewers.awaitResult();
      CpuClock.Usage usage = clock.usage();
      Figures figures = FanOutTrial.figures(result, usage);
      return figures
          .with(Metric.BUSIEST_THREAD, 100 * usage.busiestThread())
          .with(Metric.SATURATION, figures.of(Metric.MEGABITS) / usage.busiestThread());
    }
  }
}
