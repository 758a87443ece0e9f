/**
 * What happens in the server, told to those who want to know: plugins, and the virtual machine's
 * flight recorder.
 *
 * <p>Starting points: {@link org.millrace.server.event.ServerEvents} hands events on, {@link
 * org.millrace.server.event.QueuedListener} to a listener that takes its time, {@link
 * org.millrace.server.event.FlightEvents} to the flight recorder.
 *
 * <p><b>Threads.</b> An event is told on the thread where it happens, often an event loop; nothing
 * is told for a single frame.
 */
@NullMarked
package org.millrace.server.event;

import org.jspecify.annotations.NullMarked;
