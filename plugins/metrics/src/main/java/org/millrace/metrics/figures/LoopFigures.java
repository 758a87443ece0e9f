package org.millrace.metrics.figures;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.millrace.api.server.LoopInfo;
import org.millrace.api.server.Server;

/** How long tasks wait for their turn on event loops, and how many of them; sampled. */
final class LoopFigures {
  private static final Duration[] DELAYS = {
    Duration.ofNanos(100_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final double[] TASKS = {1, 10, 100, 1000, 10_000, 100_000};

  private final Server server;
  private final Map<LoopInfo.Kind, Histograms> histograms = new EnumMap<>(LoopInfo.Kind.class);

  private record Histograms(Timer delay, DistributionSummary tasks) {}

  LoopFigures(MeterRegistry registry, Server server) {
    this.server = server;
    for (LoopInfo.Kind kind : LoopInfo.Kind.values()) {
      String label = kind.name().toLowerCase(Locale.ROOT);
      histograms.put(kind, new Histograms(delay(registry, label), tasks(registry, label)));
    }
  }

  private static Timer delay(MeterRegistry registry, String kind) {
    return Timer.builder("millrace.event.loop.delay")
        .description("What a task waits for its turn; one sample of each loop in a second")
        .tag("kind", kind)
        .serviceLevelObjectives(DELAYS)
        .register(registry);
  }

  private static DistributionSummary tasks(MeterRegistry registry, String kind) {
    return DistributionSummary.builder("millrace.event.loop.pending.tasks")
        .description("Tasks that wait for their turn; one sample of each loop in a second")
        .tag("kind", kind)
        .serviceLevelObjectives(TASKS)
        .register(registry);
  }

  /** Takes a sample of each loop. */
  void sample() {
    for (LoopInfo loop : server.loops()) {
      Histograms of = histograms.get(loop.kind());
      if (of != null) {
        of.delay().record(loop.delay());
        of.tasks().record(loop.pendingTasks());
      }
    }
  }
}
