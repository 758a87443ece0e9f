package org.millrace.hls.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a segment when it begins.
 *
 * @param number the same for segments of all renditions that belong together
 * @param period counted from 0; another one after each discontinuity
 * @param start ticks of {@link org.millrace.api.media.MediaTime} on the stream's own timeline,
 *     which begins at 0, runs on over discontinuities, and is that of the times in the segments
 * @param time when that was, by the server's clock
 * @param init what a decoder has to have; null for MPEG-TS
 * @param key what it is encrypted with; null if it is not
 */
public record SegmentHead(
    long number,
    int period,
    long start,
    Instant time,
    @Nullable InitSegment init,
    @Nullable SegmentKey key) {}
