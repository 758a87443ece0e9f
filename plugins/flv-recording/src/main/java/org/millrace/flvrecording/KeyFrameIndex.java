package org.millrace.flvrecording;

import java.util.ArrayList;
import java.util.List;

/**
 * Where key frames stand in a file, bounded: when it is full, every second entry goes, and from
 * then on only every second key frame that would have been kept is. So the entries are always
 * spread evenly over the file, and looking for a time reads a bounded part of it.
 */
final class KeyFrameIndex {
  private final int capacity;
  private final List<Entry> entries = new ArrayList<>();
  private long seen;
  private long interval = 1;

  /**
   * An entry.
   *
   * @param millis time of the key frame in the file
   * @param position where its tag begins, in bytes from the beginning of the file
   */
  record Entry(long millis, long position) {}

  /**
   * An empty index.
   *
   * @param capacity entries at the most, 2 or more
   */
  KeyFrameIndex(int capacity) {
    this.capacity = capacity;
  }

  void add(long millis, long position) {
    if (seen++ % interval != 0) {
      return;
    }
    if (entries.size() == capacity) {
      dropEverySecond();
      if ((seen - 1) % interval != 0) {
        return;
      }
    }
    entries.add(new Entry(millis, position));
  }

  private void dropEverySecond() {
    List<Entry> kept = everySecond(entries);
    entries.clear();
    entries.addAll(kept);
    interval *= 2;
  }

  private static List<Entry> everySecond(List<Entry> all) {
    List<Entry> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      kept.add(all.get(i));
    }
    return kept;
  }

  /**
   * The entries.
   *
   * @param max how many are wanted at the most
   * @return in the order of the file
   */
  List<Entry> entries(int max) {
    List<Entry> all = entries;
    while (all.size() > max) {
      all = max < 2 ? List.of() : everySecond(all);
    }
    return List.copyOf(all);
  }
}
