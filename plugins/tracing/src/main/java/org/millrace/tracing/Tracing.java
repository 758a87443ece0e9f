package org.millrace.tracing;

import io.opentelemetry.api.trace.Tracer;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.stream.StreamRegistry.Registration;
import org.millrace.http.AdminRequests;
import org.millrace.tracing.collector.Collector;
import org.millrace.tracing.span.AdminSpans;
import org.millrace.tracing.span.ServerSpans;

/** Takes events to the collector, from the plugin's start to its end. */
final class Tracing implements AutoCloseable {
  private final Registration events;
  private final AdminRequests.Observation requests;
  private final Collector collector;

  private Tracing(Registration events, AdminRequests.Observation requests, Collector collector) {
    this.events = events;
    this.requests = requests;
    this.collector = collector;
  }

  static Tracing start(PluginContext context, TracingSettings settings) {
    Collector collector =
        Collector.connect(
            settings.service(context.server().info().version()),
            settings.delivery(),
            context.log());
    Tracer tracer = collector.tracer();
    context.log().info("spans go to {}", settings.delivery().endpoint());
    return new Tracing(
        context.server().addListener(new ServerSpans(tracer)),
        context.service(AdminRequests.class).observe(new AdminSpans(tracer)),
        collector);
  }

  @Override
  public void close() {
    events.close();
    requests.close();
    collector.close();
  }
}
