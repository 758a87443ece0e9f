package org.millrace.hls.live;

import java.time.Instant;
import org.millrace.api.media.MediaTime;

/**
 * Where a segment begins, as the leading track has it. Other tracks begin theirs with their first
 * frame after it.
 *
 * @param number of the segment
 * @param period of the segment
 * @param time ticks on the stream's timeline
 * @param wall when that was
 */
record Boundary(long number, int period, long time, Instant wall) {
  Instant wallAt(long otherTime) {
    return wall.plus(MediaTime.toDuration(otherTime - time));
  }
}
