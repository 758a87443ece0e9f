package org.millrace.dash.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Segment;

/** When the segments of one representation begin, and how long they are. */
final class SegmentTimeline {
  private record Entry(long time, long duration) {}

  private final int timescale;
  private final List<Entry> entries = new ArrayList<>();

  private SegmentTimeline(int timescale) {
    this.timescale = timescale;
  }

  static SegmentTimeline of(List<Segment> segments, int timescale) {
    SegmentTimeline timeline = new SegmentTimeline(timescale);
    for (Segment segment : segments) {
      timeline.add(segment.head().start(), segment.end());
    }
    return timeline;
  }

  /** Differences of rounded times: they add up to what the media has. */
  private void add(long start, long end) {
    long time = MediaTime.to(start, timescale);
    entries.add(new Entry(time, MediaTime.to(end, timescale) - time));
  }

  /**
   * Adds the segment that is being made, which is thought to become as long as the shortest one
   * that is listed. The next manifest knows better; but players that have been told of a longer one
   * would take the segment behind it for one they have, and leave it out.
   */
  void addOpen(@Nullable OpenSegment open, Period period, int targetDuration) {
    if (open == null
        || open.head().number() < period.firstNumber()
        || open.head().period() != period.discontinuity()) {
      return;
    }
    long time = MediaTime.to(open.head().start(), timescale);
    long duration =
        entries.stream().mapToLong(Entry::duration).min().orElse((long) targetDuration * timescale);
    entries.add(new Entry(time, duration));
  }

  Duration lastDuration() {
    return entries.isEmpty()
        ? Duration.ZERO
        : MediaTime.toDuration(MediaTime.of(entries.get(entries.size() - 1).duration(), timescale));
  }

  void writeTo(Xml out) {
    out.start("SegmentTimeline");
    int i = 0;
    long expected = -1;
    while (i < entries.size()) {
      Entry entry = entries.get(i);
      int same = equalOnes(i);
      out.start("S");
      if (entry.time() != expected) {
        out.with("t", entry.time());
      }
      out.with("d", entry.duration());
      if (same > 0) {
        out.with("r", same);
      }
      out.end();
      expected = entry.time() + (same + 1) * entry.duration();
      i += same + 1;
    }
    out.end();
  }

  /** How many of the same length follow without a hole. */
  private int equalOnes(int from) {
    Entry first = entries.get(from);
    int count = 0;
    for (int i = from + 1; i < entries.size(); i++) {
      Entry next = entries.get(i);
      long expected = first.time() + (count + 1) * first.duration();
      if (next.duration() != first.duration() || next.time() != expected) {
        break;
      }
      count++;
    }
    return count;
  }
}
