/**
 * The pages: {@link org.millrace.metrics.page.MetricsPage} for Prometheus, {@link
 * org.millrace.metrics.page.HealthPage} and {@link org.millrace.metrics.page.ReadyPage} for whoever
 * keeps the server running.
 *
 * <p><b>Threads.</b> Handlers of HTTP: they are called on event loops.
 */
@NullMarked
package org.millrace.metrics.page;

import org.jspecify.annotations.NullMarked;
