/**
 * What is counted, and what it is called.
 *
 * <p>Starting points: {@link org.millrace.metrics.figures.Figures} has them all; {@code
 * StreamFigures} keeps their number within bounds.
 *
 * <p><b>Threads.</b> For the plugin's own thread.
 */
@NullMarked
package org.millrace.metrics.figures;

import org.jspecify.annotations.NullMarked;
