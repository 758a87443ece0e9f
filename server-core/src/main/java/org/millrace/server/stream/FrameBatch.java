package org.millrace.server.stream;

import java.util.Arrays;

/**
 * Entries in order. Not safe for use by several threads; one that is handed to another thread must
 * not be changed any more.
 */
final class FrameBatch {
  private static final LogEntry[] EMPTY = {};

  private LogEntry[] entries;
  private int size;
  private long cost;

  FrameBatch() {
    this.entries = EMPTY;
  }

  private FrameBatch(LogEntry[] entries, int size, long cost) {
    this.entries = entries;
    this.size = size;
    this.cost = cost;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  LogEntry at(int index) {
    return entries[index];
  }

  /** What all entries count for where bytes are bounded. */
  long cost() {
    return cost;
  }

  /** Adds an entry; nothing is retained. */
  void add(LogEntry entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(16, size * 2));
    }
    entries[size++] = entry;
    cost += entry.cost();
  }

  /** The same entries; nothing is retained. */
  FrameBatch copy() {
    return new FrameBatch(Arrays.copyOf(entries, size), size, cost);
  }

  /** Takes another count of each entry. */
  void retain() {
    for (int i = 0; i < size; i++) {
      entries[i].frame().retain();
    }
  }

  /** Gives back a count of each entry. */
  void release() {
    for (int i = 0; i < size; i++) {
      entries[i].frame().release();
    }
  }

  /** Gives back a count of each entry, and forgets them. */
  void releaseAndClear() {
    release();
    Arrays.fill(entries, 0, size, null);
    size = 0;
    cost = 0;
  }
}
