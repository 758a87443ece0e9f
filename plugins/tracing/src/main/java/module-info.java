/** OpenTelemetry spans of what happens beside the media. */
@SuppressWarnings(
    "requires-automatic") // OpenTelemetry is not modular, and nobody else sees it here.
module org.millrace.tracing {
  // Private libraries: automatic modules of the plugin's own layer.
  requires io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires io.opentelemetry.exporter.internal;
  requires io.opentelemetry.exporter.otlp;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.trace;
  requires io.netty.codec.http;
  requires java.logging;
  // The exporter's, which cannot say so.
  requires java.net.http;
  requires org.millrace.api;
  requires org.millrace.http;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.tracing.TracingPlugin;
}
