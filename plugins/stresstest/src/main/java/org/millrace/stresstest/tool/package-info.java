/**
 * The program {@code bin/millrace stress}.
 *
 * <p>Starting points: {@link org.millrace.stresstest.tool.StressTool}; {@link
 * org.millrace.stresstest.tool.StressOptions} is its command line, {@link
 * org.millrace.stresstest.tool.StressRun} what it does, {@link org.millrace.stresstest.tool.Report}
 * what it prints. All on the thread that runs the tool.
 */
@NullMarked
package org.millrace.stresstest.tool;

import org.jspecify.annotations.NullMarked;
