package org.millrace.tracing.collector;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Counts what gets to the collector and what does not.
 *
 * @param exporter sends
 * @param tally counts
 */
record CountingExporter(SpanExporter exporter, SpanTally tally) implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    // The collection is used again afterwards.
    int count = spans.size();
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(
        () -> {
          if (result.isSuccess()) {
            tally.sent(count);
          } else {
            tally.lost(count, reason(result.getFailureThrowable()));
          }
        });
  }

  private static String reason(@Nullable Throwable failure) {
    if (failure instanceof FailedExportException.HttpExportException failed) {
      HttpResponse response = failed.getResponse();
      return response == null
          ? String.valueOf(failed.getCause())
          : "the collector answers " + response.getStatusCode();
    }
    return String.valueOf(failure);
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
