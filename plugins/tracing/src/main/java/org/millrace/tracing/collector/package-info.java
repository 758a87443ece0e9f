/**
 * The way of spans to an OpenTelemetry collector, by the SDK of OpenTelemetry.
 *
 * <p>Starting points: {@link org.millrace.tracing.collector.Collector} puts the SDK together,
 * {@link org.millrace.tracing.collector.SpanQueue} bounds what waits, {@link
 * org.millrace.tracing.collector.SpanTally} counts what is lost.
 *
 * <p><b>Threads.</b> Spans come on any thread and never wait; they are sent on the SDK's thread.
 */
@NullMarked
package org.millrace.tracing.collector;

import org.jspecify.annotations.NullMarked;
