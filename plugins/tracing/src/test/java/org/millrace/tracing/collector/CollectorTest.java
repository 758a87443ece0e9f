package org.millrace.tracing.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.millrace.doubles.LogRecorder;

class CollectorTest {
  private final LogRecorder log = new LogRecorder("tracing");
  private FakeCollector fake;

  @BeforeEach
  void collectorListens() throws IOException {
    fake = new FakeCollector();
  }

  @AfterEach
  void collectorEnds() {
    fake.close();
  }

  private Collector connect(int samplePercent, Duration delay, Duration stopTimeout) {
    return Collector.connect(
        new Service("edge-1", "0.9.0"),
        new DeliverySettings(
            fake.endpoint(),
            Map.of("authorization", "Bearer x"),
            samplePercent,
            16,
            delay,
            Duration.ofSeconds(5),
            stopTimeout),
        log.logger());
  }

  private static void make(Collector collector, int spans) {
    for (int i = 0; i < spans; i++) {
      collector.tracer().spanBuilder("span " + i).startSpan().end();
    }
  }

  @Test
  void closingSendsWhatWaits() {
    try (Collector collector = connect(100, Duration.ofMinutes(1), Duration.ofSeconds(10))) {
      make(collector, 3);
    }
    assertThat(fake.spans())
        .extracting(Span::getName)
        .containsExactly("span 0", "span 1", "span 2");
    assertThat(fake.resource())
        .containsEntry("service.name", "edge-1")
        .containsEntry("service.version", "0.9.0")
        .containsKey("service.instance.id");
    assertThat(fake.authorizations).containsOnly("Bearer x");
    assertThat(log.lines()).containsExactly("INFO 3 spans were sent, 0 dropped");
  }

  @Test
  void spansOfTracesThatAreNotSampledStayHere() {
    try (Collector collector = connect(0, Duration.ofMinutes(1), Duration.ofSeconds(10))) {
      make(collector, 3);
    }
    assertThat(fake.requests).isEmpty();
  }

  @Test
  void refusalIsToldOnceAndSoIsTheEndOfIt() {
    fake.status = 400;
    try (Collector collector = connect(100, Duration.ofMillis(100), Duration.ofSeconds(10))) {
      make(collector, 1);
      await().until(() -> !log.lines().isEmpty());
      make(collector, 1);
      fake.status = 200;
      await()
          .until(
              () -> {
                make(collector, 1);
                return log.lines().size() > 1;
              });
    }
    List<String> lines = log.lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("WARN spans are dropped: ").contains("400");
    assertThat(lines.get(1)).matches("INFO spans are sent again; [12] have been dropped up to now");
  }

  @Test
  void slowCollectorCostsWhatDoesNotFitIntoTheQueueAndNoTimeAtTheEnd() throws Exception {
    fake.gate = new CountDownLatch(1);
    Collector collector = connect(100, Duration.ofMillis(100), Duration.ofMillis(50));
    make(collector, 1);
    fake.asked.await();
    make(collector, 40);
    assertThat(log.lines()).containsExactly("WARN spans are dropped: 16 wait already (queueSize)");

    collector.close();
    assertThat(fake.requests).isEmpty();
    assertThat(log.lines()).hasSize(2).last().asString().endsWith(" 0 spans were sent, 41 dropped");
  }

  @Test
  void longNamesAreCut() {
    try (Collector collector = connect(100, Duration.ofMinutes(1), Duration.ofSeconds(10))) {
      collector
          .tracer()
          .spanBuilder("publish")
          .setAttribute("millrace.stream", "x".repeat(5000))
          .startSpan()
          .end();
    }
    assertThat(fake.spans().get(0).getAttributes(0).getValue().getStringValue()).hasSize(1024);
  }
}
