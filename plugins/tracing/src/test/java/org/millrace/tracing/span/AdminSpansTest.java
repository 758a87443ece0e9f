package org.millrace.tracing.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.http.AdminRequest;
import org.millrace.http.PathPattern;

class AdminSpansTest {
  /** The example of W3C Trace Context section 3.2.2. */
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final RecordedSpans recorded = new RecordedSpans();
  private final AdminSpans spans = new AdminSpans(recorded.tracer());

  private SpanData answered(int status, String traceparent) {
    spans.accept(
        new AdminRequest(
            NOON,
            NOON.plusMillis(5),
            HttpMethod.DELETE,
            PathPattern.of("/api/v1/connections/{id}"),
            "/api/v1/connections/c17",
            false,
            new InetSocketAddress("127.0.0.1", 50_000),
            Optional.of(traceparent),
            status));
    return recorded.named("DELETE /api/v1/connections/{id}");
  }

  @Test
  void requestIsPartOfItsCallersTrace() {
    SpanData span = answered(204, PARENT);
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(5_000_000);
    assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(204);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("url.path")))
        .isEqualTo("/api/v1/connections/c17");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void whoIsRefusedHasNoSayInTraces() {
    assertThat(answered(401, PARENT).getTraceId()).isNotEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00-1-2-01", "zz-0af7651916cd43dd8448eb211c80319c-b7ad6b71-01"})
  void nonsenseIsNoParent(String traceparent) {
    assertThat(answered(200, traceparent).getParentSpanContext().isValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 503})
  void failuresAreErrors(int status) {
    assertThat(answered(status, "").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }
}
