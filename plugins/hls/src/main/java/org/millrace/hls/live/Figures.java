package org.millrace.hls.live;

import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.RenditionFigures;

/** Adds up what segments are made of. */
final class Figures {
  private static final int BITS = 8;

  private long bytes;
  private long duration;
  private long pictures;
  private long peak;

  void add(long segmentBytes, long segmentDuration, int segmentPictures) {
    bytes += segmentBytes;
    duration += segmentDuration;
    pictures += segmentPictures;
    peak = Math.max(peak, rate(segmentBytes * BITS, segmentDuration));
  }

  RenditionFigures figures() {
    if (duration == 0) {
      return RenditionFigures.NONE;
    }
    double perSecond = (double) pictures * MediaTime.TICKS_PER_SECOND / duration;
    return new RenditionFigures(peak, rate(bytes * BITS, duration), perSecond);
  }

  private static long rate(long count, long ticks) {
    return ticks <= 0 ? 0 : Math.round((double) count * MediaTime.TICKS_PER_SECOND / ticks);
  }
}
