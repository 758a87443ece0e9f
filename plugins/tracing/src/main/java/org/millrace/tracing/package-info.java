/**
 * The plugin {@code tracing}: spans of the control path for an OpenTelemetry collector.
 *
 * <p>Starting points: {@link org.millrace.tracing.TracingPlugin}; {@link
 * org.millrace.tracing.span.ServerSpans} for what becomes a span; {@link
 * org.millrace.tracing.collector.Collector} for how spans leave.
 *
 * <p><b>Threads.</b> Events come on the plugin's own thread, requests over HTTP on their event
 * loops; a span that has ended waits in a bounded queue for the exporter's thread. Without an
 * endpoint none of this, and no class of OpenTelemetry, is loaded.
 */
@NullMarked
package org.millrace.tracing;

import org.jspecify.annotations.NullMarked;
