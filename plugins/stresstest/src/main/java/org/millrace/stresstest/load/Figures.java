package org.millrace.stresstest.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What a load has measured since {@link Load#begin}.
 *
 * @param nanos how long
 * @param bytes received, or for publishers sent, by all connections
 * @param leastBytes of the connection that had the least; slow ones are not meant
 * @param frames seen by sampled players, or sent by publishers
 * @param lost frames that sampled players should have seen, too
 * @param unsent frames that publishers could not send, because the server did not take them
 * @param latency of the frames that sampled players saw
 * @param firstFrameMillis how long sampled players waited for their first frame, on the average,
 *     since they began to connect; -1 if none has had one
 * @param firstFrameMaxMillis how long the one waited that waited longest; -1 if none has had one
 */
public record Figures(
    long nanos,
    long bytes,
    long leastBytes,
    long frames,
    long lost,
    long unsent,
    LatencyHistogram latency,
    double firstFrameMillis,
    double firstFrameMaxMillis) {

  /** Nothing has been measured. */
  public static final Figures NONE = of(0, List.of());

  /** What the connections of one event loop have measured. */
  record Part(
      long bytes,
      long leastBytes,
      long frames,
      long lost,
      long unsent,
      LatencyHistogram latency,
      int firstFrames,
      long firstFrameNanos,
      long firstFrameMaxNanos) {}

  static Figures of(long nanos, List<Part> parts) {
    LatencyHistogram latency = new LatencyHistogram();
    parts.forEach(part -> latency.add(part.latency()));
    List<Part> busy = new ArrayList<>(parts);
    busy.removeIf(part -> part.leastBytes() < 0);
    long firstFrames = parts.stream().mapToLong(Part::firstFrames).sum();
    long firstNanos = parts.stream().mapToLong(Part::firstFrameNanos).sum();
    return new Figures(
        nanos,
        parts.stream().mapToLong(Part::bytes).sum(),
        busy.stream().mapToLong(Part::leastBytes).min().orElse(0),
        parts.stream().mapToLong(Part::frames).sum(),
        parts.stream().mapToLong(Part::lost).sum(),
        parts.stream().mapToLong(Part::unsent).sum(),
        latency,
        firstFrames == 0 ? -1 : firstNanos / 1e6 / firstFrames,
        firstFrames == 0
            ? -1
            : parts.stream().mapToLong(Part::firstFrameMaxNanos).max().orElse(0) / 1e6);
  }

  /**
   * How long was measured.
   *
   * @return seconds
   */
  public double seconds() {
    return nanos / 1e9;
  }

  /**
   * How much all connections had.
   *
   * @return megabits in a second
   */
  public double megabits() {
    return nanos == 0 ? 0 : bytes * 8.0 / 1e6 / seconds();
  }

  /**
   * How much the connection had that had the least.
   *
   * @return kilobits in a second
   */
  public double leastKilobits() {
    return nanos == 0 ? 0 : leastBytes * 8.0 / 1e3 / seconds();
  }
}
