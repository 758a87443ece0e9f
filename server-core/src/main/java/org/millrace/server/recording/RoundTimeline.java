package org.millrace.server.recording;

import java.util.HashMap;
import java.util.Map;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;

/**
 * Puts the rounds of a file that is played again and again on one timeline.
 *
 * <p>All tracks are moved by the same distance, so they stay in step. A round takes from its
 * earliest frame to the end of the track that lasts longest, where the end of a track is one
 * average frame after its last one.
 */
final class RoundTimeline {
  private final Map<TrackId, TrackSpan> spans = new HashMap<>();
  private long offset;

  /** What tells the tracks of a stream apart. */
  record TrackId(MediaKind kind, int id) {
    static TrackId of(MediaFrame frame) {
      return new TrackId(frame.kind(), frame.track().id());
    }
  }

  /** The times of one track in the present round, in ticks. */
  private static final class TrackSpan {
    private final long first;
    private long last;
    private long count;

    TrackSpan(long first) {
      this.first = first;
      this.last = first;
    }

    void add(long dts) {
      last = Math.max(last, dts);
      count++;
    }

    long end() {
      return count < 2 ? last : last + (last - first) / (count - 1);
    }
  }

  /**
   * Moves a frame of the present round to its place.
   *
   * @param frame as it was read
   * @return shares its reference count with {@code frame}
   */
  MediaFrame place(MediaFrame frame) {
    if (!frame.isConfig() && !frame.isEndOfSequence() && frame.kind() != MediaKind.DATA) {
      spans.computeIfAbsent(TrackId.of(frame), id -> new TrackSpan(frame.dts())).add(frame.dts());
    }
    return frame.at(frame.dts() + offset);
  }

  /**
   * How long the present round takes.
   *
   * @return ticks; 0 if it has no more than one moment
   */
  long length() {
    long start = spans.values().stream().mapToLong(span -> span.first).min().orElse(0);
    long end = spans.values().stream().mapToLong(TrackSpan::end).max().orElse(0);
    return end - start;
  }

  /** Begins the next round where the present one ends. */
  void nextRound() {
    offset += length();
    spans.clear();
  }
}
