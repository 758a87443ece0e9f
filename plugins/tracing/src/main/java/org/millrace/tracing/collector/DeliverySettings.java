package org.millrace.tracing.collector;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How spans get to the collector.
 *
 * @param endpoint where they are posted to
 * @param headers fields of each request
 * @param samplePercent how many of the traces that begin here are kept
 * @param queueSize how many spans may wait
 * @param exportDelay how long they are gathered
 * @param exportTimeout how long the collector may take
 * @param stopTimeout how long the end may take
 */
public record DeliverySettings(
    URI endpoint,
    Map<String, String> headers,
    int samplePercent,
    int queueSize,
    Duration exportDelay,
    Duration exportTimeout,
    Duration stopTimeout) {}
