package org.millrace.dash.manifest;

import java.time.Duration;

/**
 * What manifests offer.
 *
 * @param lowLatency whether the segment that is being made is listed
 * @param targetLatency how far behind the encoder players of low latency are to be
 */
public record ManifestOptions(boolean lowLatency, Duration targetLatency) {}
