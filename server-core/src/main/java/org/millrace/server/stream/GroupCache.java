package org.millrace.server.stream;

import org.millrace.api.media.MediaTime;

/**
 * The newest group of pictures, kept by the publisher for logs that join. A group that outgrows the
 * bounds is given up, and the next one is cached again. Confined to the publisher's event loop.
 */
final class GroupCache {
  private final long maxBytes;
  private final long maxTicks;
  private final FrameBatch frames = new FrameBatch();
  private final Counter bytes = new Counter();
  private long begin;

  GroupCache(StreamPolicy.GroupCache bounds) {
    this.maxBytes = bounds.maxBytes();
    this.maxTicks = MediaTime.of(bounds.maxLength());
  }

  /**
   * Adds an entry if it belongs to a group that is cached.
   *
   * @param entry borrowed; retained if it is kept
   * @return false if the group has been given up at this entry
   */
  boolean add(LogEntry entry) {
    if (entry.startsGroup()) {
      clear();
      begin = entry.frame().dts();
    } else if (frames.isEmpty()) {
      return true;
    }
    entry.frame().retain();
    frames.add(entry);
    if (frames.cost() > maxBytes || entry.frame().dts() - begin > maxTicks) {
      clear();
      return false;
    }
    bytes.set(frames.cost());
    return true;
  }

  /** A copy of the group; each entry is retained for the caller. */
  FrameBatch copy() {
    frames.retain();
    return frames.copy();
  }

  /** What the group costs; may be called by any thread. */
  long bytes() {
    return bytes.get();
  }

  /** Releases all. */
  void clear() {
    frames.releaseAndClear();
    bytes.set(0);
  }
}
