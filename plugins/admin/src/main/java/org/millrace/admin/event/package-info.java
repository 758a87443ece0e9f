/**
 * What happens in the server, told to whoever wants to know.
 *
 * <p>Starting points: an {@link org.millrace.admin.event.Event} is one thing that has happened,
 * {@link org.millrace.admin.event.EventBus} numbers events and hands them to sinks: {@link
 * org.millrace.admin.event.EventStreams} (server-sent events), {@link
 * org.millrace.admin.event.Webhook} and {@link org.millrace.admin.event.EventFile}.
 *
 * <p>Events come on any thread, event loops among them. A sink never blocks: what it cannot pass on
 * it keeps in a queue with a bound, and what does not fit there is lost and counted.
 */
@NullMarked
package org.millrace.admin.event;

import org.jspecify.annotations.NullMarked;
