package org.millrace.server.stream;

import java.util.Arrays;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;

/**
 * The frames of a loop log: sequence numbers {@link #tail()} to {@link #next()}, bounded, oldest
 * dropped first. Confined to one event loop.
 *
 * <p>Numbers count up over publications; at a {@link #seam()} the thread is broken.
 */
final class FrameRing {
  /** No such place. */
  static final long NONE = -1;

  /** What is kept for subscribers that lag even where no group is to be cached. */
  private static final long MIN_BYTES = 4 << 20;

  private final long maxBytes;
  private final long maxGroupBytes;
  private final long maxGroupTicks;
  private LogEntry[] entries = new LogEntry[64];
  private long tail;
  private long next;
  private long seam;
  private long missingAtSeam;
  private final Counter bytes = new Counter();
  private long newestDts = Long.MIN_VALUE;
  private long newestAccess = NONE;
  private long intro = NONE;
  private boolean introOpen = true;
  private long groupStart = NONE;
  private long groupBytes;

  FrameRing(StreamPolicy.GroupCache bounds) {
    this.maxGroupBytes = bounds.maxBytes();
    this.maxGroupTicks = MediaTime.of(bounds.maxLength());
    this.maxBytes = Math.max(MIN_BYTES, maxGroupBytes);
  }

  /** What it holds at the most, unless a single frame is longer; may be called by any thread. */
  long maxBytes() {
    return maxBytes;
  }

  /** The oldest frame that is here. */
  long tail() {
    return tail;
  }

  /** The place behind the newest frame. */
  long next() {
    return next;
  }

  /** The newest place at which what follows does not continue what went before. */
  long seam() {
    return seam;
  }

  /** How many frames never came here that should be at the seam. */
  long missingAtSeam() {
    return missingAtSeam;
  }

  /** How many places the ring has now: a power of two. */
  int capacity() {
    return entries.length;
  }

  /** The entry at a place; it must be from {@link #tail()} to {@link #next()}, exclusive. */
  LogEntry at(long sequence) {
    return entries[slot(sequence)];
  }

  /** The newest place where a subscriber can go on, or {@link #NONE}. */
  long newestAccess() {
    return newestAccess;
  }

  /** Where the newest group starts if all of it is here and within bounds, or {@link #NONE}. */
  long groupStart() {
    return groupStart;
  }

  /** What the frames here cost; may be called by any thread. */
  long bytes() {
    return bytes.get();
  }

  /** The media time from a place to the newest frame, in ticks. */
  long lag(long sequence) {
    boolean known = sequence < next && newestDts != Long.MIN_VALUE;
    return known ? newestDts - at(sequence).frame().dts() : 0;
  }

  /**
   * The first place where a subscriber can start. That is the first sound or data of a publication
   * if no picture comes between it and the first key frame: who waits from the beginning misses
   * nothing.
   *
   * @param from where to look from
   * @return the place, or {@link #NONE}
   */
  long firstAccess(long from) {
    if (!introOpen && intro != NONE && Math.max(from, tail) <= intro) {
      return intro;
    }
    for (long sequence = Math.max(from, tail); sequence < next; sequence++) {
      if (at(sequence).canStart()) {
        return sequence;
      }
    }
    return NONE;
  }

  /** Whether nothing of the publication has come so far but sound and data, before a key frame. */
  boolean hasOpenIntro() {
    return introOpen;
  }

  /** What comes next is not the beginning of a publication. */
  void closeIntro() {
    introOpen = false;
    intro = NONE;
  }

  /** Appends an entry; ownership passes to the ring. Drops the oldest ones that are too much. */
  void append(LogEntry entry) {
    if (next - tail == entries.length) {
      grow();
    }
    entries[slot(next)] = entry;
    bytes.add(entry.cost());
    noteTime(entry.frame());
    noteIntro(entry);
    noteGroup(entry);
    next++;
    while (bytes.get() > maxBytes && tail < next - 1) {
      dropOldest();
    }
  }

  /**
   * What comes next does not continue what is here: no group goes on, nobody jumps back.
   *
   * @param missing how many frames will never come
   */
  void breakThread(long missing) {
    seam = next;
    missingAtSeam = missing;
    newestAccess = NONE;
    groupStart = NONE;
    intro = NONE;
    introOpen = missing == 0;
  }

  /**
   * Drops what nobody needs: what is older than the newest group and has been read by all, or is
   * too old for those who have not read it.
   *
   * @param slowest the first place that a subscriber has still to read
   * @param maxLagTicks how far the most patient one may lag, in ticks
   */
  void trim(long slowest, long maxLagTicks) {
    long keep = groupStart == NONE ? next : groupStart;
    while (tail < keep && (tail < slowest || lag(tail) > maxLagTicks)) {
      dropOldest();
    }
  }

  /** Releases all. */
  void clear() {
    while (tail < next) {
      dropOldest();
    }
    newestAccess = NONE;
    groupStart = NONE;
  }

  private void noteTime(MediaFrame frame) {
    if (frame.kind() != MediaKind.DATA && !frame.isConfig()) {
      newestDts = Math.max(newestDts, frame.dts());
    }
  }

  private void noteIntro(LogEntry entry) {
    if (!introOpen || entry.frame().isConfig()) {
      return;
    }
    if (entry.canStart()) {
      introOpen = false;
    } else if (entry.frame().kind() == MediaKind.VIDEO) {
      closeIntro();
    } else if (intro == NONE) {
      intro = next;
    }
  }

  private void noteGroup(LogEntry entry) {
    if (entry.canStart()) {
      newestAccess = next;
    }
    if (entry.startsGroup()) {
      groupStart = next;
      groupBytes = 0;
    }
    if (groupStart != NONE) {
      groupBytes += entry.cost();
      long length = entry.frame().dts() - at(groupStart).frame().dts();
      if (groupBytes > maxGroupBytes || length > maxGroupTicks) {
        groupStart = NONE;
      }
    }
  }

  private void dropOldest() {
    int slot = slot(tail);
    LogEntry oldest = entries[slot];
    entries[slot] = null;
    bytes.add(-oldest.cost());
    if (groupStart == tail) {
      groupStart = NONE;
    }
    if (newestAccess == tail) {
      newestAccess = NONE;
    }
    tail++;
    oldest.frame().release();
  }

  private void grow() {
    LogEntry[] larger = new LogEntry[entries.length * 2];
    for (long sequence = tail; sequence < next; sequence++) {
      larger[(int) sequence & (larger.length - 1)] = at(sequence);
    }
    Arrays.fill(entries, null);
    entries = larger;
  }

  private int slot(long sequence) {
    return (int) sequence & (entries.length - 1);
  }
}
