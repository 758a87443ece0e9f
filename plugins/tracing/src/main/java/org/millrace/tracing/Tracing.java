package org.millrace.tracing;

import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.stream.StreamRegistry.Registration;
import org.millrace.http.AdminRequests;
import org.millrace.tracing.collector.Collector;
import org.millrace.tracing.span.AdminSpans;
import org.millrace.tracing.span.ServerSpans;

/** Takes events to the collector, from the plugin's start to its end. */
final class Tracing implements AutoCloseable {
  private final PluginContext context;
  private final Duration stopTimeout;
  private final Registration events;
  private final AdminRequests.Observation requests;
  private final Collector collector;

  private Tracing(PluginContext context, TracingSettings settings, Collector collector) {
    this.context = context;
    this.stopTimeout = settings.delivery().stopTimeout();
    this.collector = collector;
    Tracer tracer = collector.tracer();
    this.events = context.server().addListener(new ServerSpans(tracer));
    this.requests = context.service(AdminRequests.class).observe(new AdminSpans(tracer));
  }

  static Tracing start(PluginContext context, TracingSettings settings) {
    Collector collector =
        Collector.connect(
            settings.service(context.server().info().version()),
            settings.delivery(),
            context.log());
    context.log().info("spans go to {}", settings.delivery().endpoint());
    return new Tracing(context, settings, collector);
  }

  @Override
  public void close() {
    events.close();
    requests.close();
    awaitLastEvents();
    collector.close();
  }

  /**
   * What has happened is told on the plugin's thread, and at the server's end much has happened.
   */
  private void awaitLastEvents() {
    try {
      Future<?> told = context.scheduler().submit(() -> {});
      told.get(stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      context.log().debug("the last events have no spans", e);
    }
  }
}
