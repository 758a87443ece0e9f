/** Figures for Prometheus, and pages that tell whether the server lives and is ready. */
@SuppressWarnings("requires-automatic") // Micrometer is not modular, and nobody else sees it here.
module org.millrace.metrics {
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.codec.http;
  // Private libraries: automatic modules of the plugin's own layer.
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.millrace.api;
  requires org.millrace.http;
  requires static org.jspecify;

  provides org.millrace.api.plugin.MillracePlugin with
      org.millrace.metrics.MetricsPlugin;
}
