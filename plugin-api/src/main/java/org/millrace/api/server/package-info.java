/**
 * The server as whoever administers or watches it sees it: what is connected, what it listens on,
 * which plugins there are, and the ways to change that while it runs.
 *
 * <p>Starting points: {@link org.millrace.api.server.Server}, which {@link
 * org.millrace.api.plugin.PluginContext#server()} gives.
 *
 * <p><b>Threads.</b> Everything here is safe for use by any thread. What a method returns at once
 * is a snapshot and never changes; it is counted without locks, so that two figures of one snapshot
 * may be a moment apart. What can take long returns a {@link java.util.concurrent.CompletionStage},
 * which is completed on a thread of the host: whatever follows it must not block.
 */
@NullMarked
package org.millrace.api.server;

import org.jspecify.annotations.NullMarked;
