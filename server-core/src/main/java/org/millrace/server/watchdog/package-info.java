/**
 * Finds plugins that do what they should not, and says their names: who blocks an event loop, who
 * leaks buffers, whose code fails again and again, whose threads stay.
 *
 * <p>Starting points: {@link org.millrace.server.watchdog.PluginCode} knows which classes are
 * whose; {@link org.millrace.server.watchdog.LoopWatchdog} asks the event loops for signs of life;
 * {@link org.millrace.server.watchdog.FailureReports} keeps one plugin's failures from filling the
 * log; {@link org.millrace.server.watchdog.LeakReports} hears of leaked buffers.
 *
 * <p>Nothing here is on the path of media: what is asked for there costs a look at a class loader.
 */
@NullMarked
package org.millrace.server.watchdog;

import org.jspecify.annotations.NullMarked;
