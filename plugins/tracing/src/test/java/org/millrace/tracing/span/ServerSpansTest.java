package org.millrace.tracing.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.millrace.api.server.ConnectionInfo;
import org.millrace.api.server.RecordingInfo;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ViewerInfo;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.SubscriptionStatistics;

class ServerSpansTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant EVENING = NOON.plusSeconds(21_600);
  private static final StreamKey CAM = new StreamKey("live", "cam");
  private static final ConnectionInfo CONNECTION =
      new ConnectionInfo(
          "c17",
          "inboundRtmp",
          "live",
          InetSocketAddress.createUnresolved("192.0.2.7", 50_000),
          new InetSocketAddress("127.0.0.1", 1935),
          false,
          NOON,
          1000,
          2000);

  private final RecordedSpans recorded = new RecordedSpans();
  private final ServerSpans spans = new ServerSpans(recorded.tracer());

  private static ViewerInfo viewer() {
    return new ViewerInfo(
        "v12",
        CAM,
        "c17",
        "RTMP",
        new InetSocketAddress("127.0.0.1", 50_000),
        NOON,
        new SubscriptionStatistics(250, 1000, 3, 1, Duration.ZERO));
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  @Test
  void connectionIsSeenWhenItOpensAndWithItsWholeTimeWhenItCloses() {
    spans.onEvent(new ServerEvent.ConnectionOpened(NOON, CONNECTION));
    SpanData begun = recorded.named("connection begun");
    assertThat(text(begun, "network.peer.address")).isEqualTo("192.0.2.7");
    assertThat(text(begun, "millrace.chain")).isEqualTo("inboundRtmp");
    assertThat(text(begun, "millrace.application")).isEqualTo("live");

    spans.onEvent(new ServerEvent.ConnectionClosed(EVENING, CONNECTION, "by peer"));
    SpanData whole = recorded.named("connection");
    assertThat(whole.getParentSpanContext()).isEqualTo(begun.getSpanContext());
    assertThat(whole.getEndEpochNanos() - whole.getStartEpochNanos())
        .isEqualTo(TimeUnit.HOURS.toNanos(6));
    assertThat(text(whole, "millrace.reason")).isEqualTo("by peer");
  }

  @Test
  void playIsPartOfItsConnectionAndRecordingOfItsPublication() {
    RecordingInfo recording =
        new RecordingInfo("r4", CAM, Path.of("/media/cam.flv"), false, Optional.of(NOON), 9, 99);
    spans.onEvent(new ServerEvent.ConnectionOpened(NOON, CONNECTION));
    spans.onEvent(new ServerEvent.PlayBegun(NOON, viewer()));
    spans.onEvent(new ServerEvent.PlayEnded(EVENING, viewer()));
    spans.onEvent(new ServerEvent.StreamPublished(NOON, CAM, "c3"));
    spans.onEvent(new ServerEvent.RecordingBegun(NOON, recording));
    spans.onEvent(new ServerEvent.RecordingEnded(EVENING, recording, false));

    assertThat(recorded.named("play").getTraceId())
        .isEqualTo(recorded.named("connection begun").getTraceId());
    assertThat(text(recorded.named("play"), "network.protocol.name")).isEqualTo("rtmp");
    assertThat(recorded.named("recording begun").getParentSpanId())
        .isEqualTo(recorded.named("publish begun").getSpanId());
    assertThat(recorded.named("recording").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void publicationThatBreaksOffIsAnError() {
    StreamStatistics statistics = new StreamStatistics(1000, 50, 40, 10, 0, 0, 0, 0, 0);
    spans.onEvent(new ServerEvent.StreamPublished(NOON, CAM, "c3"));
    spans.onEvent(
        new ServerEvent.StreamUnpublished(EVENING, CAM, CloseReason.DISCONNECTED, statistics));

    SpanData publish = recorded.named("publish");
    assertThat(publish.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(publish, "error.type")).isEqualTo("disconnected");
    assertThat(text(publish, "millrace.stream")).isEqualTo("cam");
  }

  @Test
  void endsOfWhatWasNotSeenToBeginAreTracesOfTheirOwn() {
    spans.onEvent(new ServerEvent.ConnectionOpened(NOON, CONNECTION));
    spans.onEvent(new ServerEvent.EventsLost(NOON, 7));
    spans.onEvent(new ServerEvent.ConnectionClosed(EVENING, CONNECTION, "by peer"));

    SpanData whole = recorded.named("connection");
    assertThat(whole.getParentSpanContext().isValid()).isFalse();
    assertThat(whole.getTraceId()).isNotEqualTo(recorded.named("connection begun").getTraceId());
    assertThat(recorded.named("events lost").getAttributes().asMap()).containsValue(7L);
  }

  @Test
  void pluginsThatComeAndGoAreMoments() {
    spans.onEvent(new ServerEvent.PluginStarted(NOON, "echo", "1.0"));
    spans.onEvent(new ServerEvent.PluginUnloaded(EVENING, "echo", "1.0"));
    spans.onEvent(new ServerEvent.FramesDropped(EVENING, CAM, 5));

    assertThat(recorded.all)
        .extracting(SpanData::getName)
        .containsExactly("plugin started", "plugin unloaded");
    assertThat(text(recorded.all.get(0), "millrace.plugin.id")).isEqualTo("echo");
  }
}
