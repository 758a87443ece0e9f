package org.millrace.dash.manifest;

import java.time.Instant;
import java.util.Map;

/**
 * A time in which nothing changes but the segments: each rendition has one init segment.
 *
 * @param id counted from 0 within a run of a stream
 * @param firstNumber of its segments
 * @param discontinuity the period of the segments, which is not the DASH one: renditions may come
 *     and go within it
 * @param inits the init segment's number of each rendition, by the rendition's name
 * @param start ticks on the stream's timeline
 * @param time when that was
 */
record Period(
    int id,
    long firstNumber,
    int discontinuity,
    Map<String, Integer> inits,
    long start,
    Instant time) {
  Period {
    inits = Map.copyOf(inits);
  }

  boolean isContinuedBy(int nextDiscontinuity, Map<String, Integer> nextInits) {
    return discontinuity == nextDiscontinuity && inits.equals(nextInits);
  }
}
