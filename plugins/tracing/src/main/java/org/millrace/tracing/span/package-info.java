/**
 * What becomes a span.
 *
 * <p>Starting points: {@link org.millrace.tracing.span.ServerSpans} for the server's events, {@link
 * org.millrace.tracing.span.Lasting} for things that last, {@link
 * org.millrace.tracing.span.AdminSpans} for requests over HTTP.
 *
 * <p><b>Threads.</b> Events come on the plugin's thread, requests on any event loop.
 */
@NullMarked
package org.millrace.tracing.span;

import org.jspecify.annotations.NullMarked;
