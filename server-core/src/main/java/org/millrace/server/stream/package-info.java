/**
 * The stream engine: what one publisher writes is handed to the loop log of each event loop that
 * has subscribers, and every subscription is a place in its loop's log.
 *
 * <p><b>Threads.</b> Three owners, no lock between them on the way of a frame:
 *
 * <ul>
 *   <li>the publisher's event loop: {@link org.millrace.server.stream.DefaultPublication} with its
 *       timeline, tracks, headers and group cache;
 *   <li>each subscriber's event loop: {@link org.millrace.server.stream.LoopLog} with its frames,
 *       its encoded views and its {@link org.millrace.server.stream.DefaultSubscription}s;
 *   <li>any thread: {@link org.millrace.server.stream.StreamEntry}, the control path (publish,
 *       subscribe, the last one leaves), which takes the entry's lock.
 * </ul>
 *
 * <p>Between them go events in one direction ({@link org.millrace.server.stream.LogEvent}), and
 * single-writer counters.
 *
 * <p><b>Memory.</b> A stream holds its newest group of pictures and what its slowest subscriber has
 * still to read, bounded by {@link org.millrace.server.stream.StreamPolicy}; frames are shared by
 * all logs, bytes encoded for one subscriber by all that ask for the same.
 *
 * <p>Starting points: {@link org.millrace.server.stream.StreamEngine}, {@link
 * org.millrace.server.stream.DefaultPublication#flush}, {@link org.millrace.server.stream.LoopLog},
 * {@link org.millrace.server.stream.EncodedView#take}.
 */
@NullMarked
package org.millrace.server.stream;

import org.jspecify.annotations.NullMarked;
