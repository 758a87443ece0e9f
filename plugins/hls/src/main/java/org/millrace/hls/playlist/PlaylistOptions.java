package org.millrace.hls.playlist;

import org.millrace.api.media.MediaTime;

/**
 * What playlists offer.
 *
 * @param isLowLatency whether parts are listed
 * @param window ticks for how long back segments are listed
 */
public record PlaylistOptions(boolean isLowLatency, long window) {
  private static final int SKIP_BOUNDARY = 6;

  /** RFC 8216bis section 4.4.3.8: six target durations at the least; 0 if that makes no sense. */
  long skipBoundary(int targetDuration) {
    long boundary = (long) SKIP_BOUNDARY * targetDuration * MediaTime.TICKS_PER_SECOND;
    return isLowLatency && window > boundary ? boundary : 0;
  }
}
