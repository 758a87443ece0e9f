/**
 * The sample of a sink, of a private library, and of work that blocks: statistics of key frames go
 * to a database, by plain JDBC.
 *
 * <p>Starting points, in the order of the data: {@link
 * org.millrace.samples.keyframes.StreamWatcher} subscribes to every stream, {@link
 * org.millrace.samples.keyframes.GroupMeter} counts on an event loop, {@link
 * org.millrace.samples.keyframes.GroupQueue} hands over without waiting, {@link
 * org.millrace.samples.keyframes.Database} writes on a thread of the plugin's own.
 */
@NullMarked
package org.millrace.samples.keyframes;

import org.jspecify.annotations.NullMarked;
