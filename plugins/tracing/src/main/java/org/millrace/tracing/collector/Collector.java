package org.millrace.tracing.collector;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.apache.logging.log4j.Logger;

/** Where spans go. */
public final class Collector implements AutoCloseable {
  /** Names in attributes are chosen by strangers. */
  private static final int LONGEST_VALUE = 1024;

  /** The most spans of one request, unless fewer may wait. */
  private static final int BATCH = 512;

  /** Held, because the platform forgets the levels of loggers that nobody holds. */
  private static final java.util.logging.Logger SDK_LOG =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final DeliverySettings settings;
  private final SdkTracerProvider provider;
  private final SpanExporter exporter;
  private final SpanTally tally;

  private Collector(
      DeliverySettings settings,
      SdkTracerProvider provider,
      SpanExporter exporter,
      SpanTally tally) {
    this.settings = settings;
    this.provider = provider;
    this.exporter = exporter;
    this.tally = tally;
  }

  /**
   * Prepares the way; nothing is sent before there are spans.
   *
   * @param service whose spans they are
   * @param settings how they get there
   * @param log is told of what is lost
   * @return to be closed
   */
  public static Collector connect(Service service, DeliverySettings settings, Logger log) {
    // What fails is told by SpanTally, once, and not for each request on the standard error output.
    SDK_LOG.setLevel(Level.OFF);
    SpanTally tally = new SpanTally(settings.queueSize(), log);
    SpanExporter exporter = new CountingExporter(exporter(settings), tally);
    SpanQueue queue =
        new SpanQueue(
            BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(settings.queueSize())
                .setMaxExportBatchSize(Math.min(BATCH, settings.queueSize()))
                .setScheduleDelay(settings.exportDelay())
                .setExporterTimeout(settings.exportTimeout())
                .setMeterProvider(MeterProvider::noop)
                .build(),
            tally);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource(service))
            .setSampler(
                Sampler.parentBased(Sampler.traceIdRatioBased(settings.samplePercent() / 100.0)))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_VALUE).build())
            .addSpanProcessor(queue)
            .build();
    return new Collector(settings, provider, exporter, tally);
  }

  private static OtlpHttpSpanExporter exporter(DeliverySettings settings) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setTimeout(settings.exportTimeout())
            .setConnectTimeout(settings.exportTimeout())
            .setMeterProvider(MeterProvider::noop)
            // The sender is a service, and the thread's loader is the host's.
            .setServiceClassLoader(OtlpHttpSpanExporter.class.getClassLoader());
    settings.headers().forEach(builder::addHeader);
    return builder.build();
  }

  private static Resource resource(Service service) {
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.builder()
                    .put("service.name", service.name())
                    .put("service.version", service.version())
                    .put("service.instance.id", UUID.randomUUID().toString())
                    .build()));
  }

  /**
   * What makes spans.
   *
   * @return the same each time; safe for use by any thread
   */
  public Tracer tracer() {
    return provider.get("org.millrace.tracing");
  }

  /** Sends what waits, for as long as the settings allow; the rest is lost. */
  @Override
  public void close() {
    provider.shutdown().join(settings.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
    // Ends a request that still waits for its answer.
    exporter.shutdown();
    tally.end();
  }
}
