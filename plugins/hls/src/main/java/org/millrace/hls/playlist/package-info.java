/**
 * Playlists: RFC 8216, and its successor draft-pantos-hls-rfc8216bis for low latency.
 *
 * <p>Starting points: {@link org.millrace.hls.playlist.MediaPlaylist} and {@link
 * org.millrace.hls.playlist.MultivariantPlaylist} write; {@link
 * org.millrace.hls.playlist.DeliveryDirectives} are what a player asks for; {@link
 * org.millrace.hls.playlist.HlsFile} has the names of files.
 *
 * <p>Everything here is immutable or of one call.
 */
@NullMarked
package org.millrace.hls.playlist;

import org.jspecify.annotations.NullMarked;
