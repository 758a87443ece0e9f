package org.millrace.hls.segment;

/**
 * Figures of a rendition, measured.
 *
 * @param peakBitrate bits per second of the segment that has most
 * @param averageBitrate bits per second of all segments
 * @param frameRate pictures per second; 0 if it has none
 */
public record RenditionFigures(long peakBitrate, long averageBitrate, double frameRate) {
  /** Before the first segment is complete. */
  public static final RenditionFigures NONE = new RenditionFigures(0, 0, 0);
}
