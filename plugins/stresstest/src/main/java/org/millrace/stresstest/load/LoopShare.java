package org.millrace.stresstest.load;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.millrace.stresstest.media.FrameStamp;

/** The connections of one event loop and what they have measured. For that loop alone. */
final class LoopShare {
  private final Set<LoadConnection> connections = new LinkedHashSet<>();
  private LatencyHistogram latency = new LatencyHistogram();
  private boolean measuring;
  private long bytesOfGone;
  private long frames;
  private long lost;
  private long unsent;
  private int firstFrames;
  private long firstFrameNanos;
  private long firstFrameMaxNanos;

  void add(LoadConnection connection) {
    connections.add(connection);
  }

  void remove(LoadConnection connection) {
    if (connections.remove(connection)) {
      bytesOfGone += connection.measuredBytes();
    }
  }

  /** Forgets what was measured, and measures from now on. */
  void begin() {
    connections.forEach(LoadConnection::mark);
    latency = new LatencyHistogram();
    measuring = true;
    bytesOfGone = 0;
    frames = 0;
    lost = 0;
    unsent = 0;
  }

  /** A player has seen its first frame. */
  void firstFrame(long waitedNanos) {
    firstFrames++;
    firstFrameNanos += waitedNanos;
    firstFrameMaxNanos = Math.max(firstFrameMaxNanos, waitedNanos);
  }

  /** A player has seen a frame, and before it missed some. */
  void seen(FrameStamp stamp, long missed) {
    if (measuring) {
      frames++;
      lost += missed;
      latency.record(System.nanoTime() - stamp.sentNanos());
    }
  }

  /** A publisher has sent a frame. */
  void sent() {
    frames++;
  }

  /** A publisher could not send a frame. */
  void notSent() {
    unsent++;
  }

  /** Ends all connections. */
  void close() {
    List.copyOf(connections).forEach(LoadConnection::close);
  }

  Figures.Part figures() {
    long all = connections.stream().mapToLong(LoadConnection::measuredBytes).sum();
    long least =
        connections.stream()
            .filter(connection -> !connection.isSlow())
            .mapToLong(LoadConnection::measuredBytes)
            .min()
            .orElse(-1);
    return new Figures.Part(
        bytesOfGone + all,
        least,
        frames,
        lost,
        unsent,
        latency.copy(),
        firstFrames,
        firstFrameNanos,
        firstFrameMaxNanos);
  }
}
