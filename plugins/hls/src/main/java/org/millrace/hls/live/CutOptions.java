package org.millrace.hls.live;

import java.time.Duration;

/**
 * How streams are cut.
 *
 * @param segment a segment ends with the first key frame after about this time
 * @param longestSegment a segment ends after this time even without a key frame
 * @param part no part is longer
 * @param window for how long back segments are listed
 * @param memoryLimit bytes of segments of one stream in memory
 * @param keyRotation after how many segments a new key is used; 0 for never
 * @param isEncrypted whether segments are encrypted
 */
public record CutOptions(
    Duration segment,
    Duration longestSegment,
    Duration part,
    Duration window,
    long memoryLimit,
    int keyRotation,
    boolean isEncrypted) {}
