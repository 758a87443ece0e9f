/**
 * The plugin {@code metrics}: {@code /metrics} for Prometheus, {@code /healthz} and {@code /readyz}
 * for whoever keeps the server running.
 *
 * <p>Starting points: {@link org.millrace.metrics.MetricsPlugin}, {@link
 * org.millrace.metrics.figures.Figures} for what is counted, {@link
 * org.millrace.metrics.page.MetricsPage} for how it is shown.
 *
 * <p><b>Threads.</b> Figures are taken on the plugin's own thread, each second and for each scrape;
 * nothing is counted here when something happens to a stream.
 */
@NullMarked
package org.millrace.metrics;

import org.jspecify.annotations.NullMarked;
