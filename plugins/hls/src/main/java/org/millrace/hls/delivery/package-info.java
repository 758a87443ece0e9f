/**
 * Serves playlists, segments and keys by HTTP.
 *
 * <p>Starting points: {@link org.millrace.hls.delivery.MultivariantHandler} asks the application
 * and gives a session; {@link org.millrace.hls.delivery.FileHandler} serves everything else to
 * those who have one, as {@link org.millrace.hls.delivery.Sessions} knows.
 *
 * <p>Handlers run on the event loop of the asking connection, and never block; sessions and
 * playlists that have been written are shared by all loops.
 */
@NullMarked
package org.millrace.hls.delivery;

import org.jspecify.annotations.NullMarked;
