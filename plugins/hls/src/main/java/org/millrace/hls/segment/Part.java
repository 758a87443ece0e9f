package org.millrace.hls.segment;

/**
 * A part of a segment that can be fetched before the segment is complete: one CMAF chunk.
 *
 * @param index counted from 0 within the segment
 * @param start ticks of {@link org.millrace.api.media.MediaTime} on the stream's own timeline
 * @param duration ticks
 * @param independent whether decoding can start here
 * @param bytes the chunk; a slice of the segment's once that is complete
 */
public record Part(int index, long start, long duration, boolean independent, MediaBytes bytes) {}
