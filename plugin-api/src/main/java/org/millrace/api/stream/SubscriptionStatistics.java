package org.millrace.api.stream;

import java.time.Duration;
import org.millrace.api.contract.Stable;

/**
 * Figures of a subscription.
 *
 * @param framesOut frames taken, headers not counted
 * @param bytesOut bytes taken, in wire form if it is read so
 * @param framesDropped frames missed by jumps
 * @param jumps how often it fell too far behind
 * @param lag media time between the place of this subscription and the newest frame
 */
@Stable(since = "0.9.0")
public record SubscriptionStatistics(
    long framesOut, long bytesOut, long framesDropped, long jumps, Duration lag) {}
