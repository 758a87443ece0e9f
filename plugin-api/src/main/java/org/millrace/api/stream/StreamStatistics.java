package org.millrace.api.stream;

import org.millrace.api.contract.Stable;

/**
 * Figures of a stream. Counted without locks: the parts of one snapshot may be a frame apart.
 *
 * @param bytesIn payload bytes written by the publisher
 * @param framesIn frames written by the publisher, configurations included
 * @param videoFramesIn video frames among them
 * @param audioFramesIn audio frames among them
 * @param discontinuities jumps of the publisher's time that were mapped away
 * @param subscribers subscriptions now, of which each {@link Audience} counts as those who watch by
 *     it
 * @param bytesOut bytes that subscriptions of the stream have taken, in their wire form
 * @param framesDropped frames that subscriptions had to miss
 * @param retainedBytes bytes that the stream's logs and caches hold now
 */
@Stable(since = "0.9.0")
public record StreamStatistics(
    long bytesIn,
    long framesIn,
    long videoFramesIn,
    long audioFramesIn,
    long discontinuities,
    int subscribers,
    long bytesOut,
    long framesDropped,
    long retainedBytes) {}
