/**
 * Load: many connections to one server, opened at a rate, and what they measure.
 *
 * <p>Starting points: {@link org.millrace.stresstest.load.Load} is all of them; {@link
 * org.millrace.stresstest.load.Player} and {@link org.millrace.stresstest.load.Publisher} are one
 * each; {@link org.millrace.stresstest.load.Figures} is what comes out.
 *
 * <p><b>Threads.</b> A connection, and the {@code LoopShare} of its event loop, are touched by that
 * loop alone; figures are collected by tasks on the loops. A load may be used by any thread.
 */
@NullMarked
package org.millrace.stresstest.load;

import org.jspecify.annotations.NullMarked;
