package org.millrace.hls.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.store.BufferBytes;
import org.millrace.hls.store.SegmentStore;
import org.millrace.hls.store.StoredBytes;

/**
 * The complete segments of one rendition: those that are listed, and those that are no longer
 * listed but can be fetched as long again, since players have older playlists (RFC 8216 section
 * 6.2.2).
 */
final class SegmentList {
  /** Fewer are never listed. */
  private static final int LEAST_LISTED = 3;

  private final SegmentStore store;
  private final long window;
  private final long memoryLimit;

  /** Numbered without a hole. */
  private final List<Segment> listed = new ArrayList<>();

  private final Deque<Segment> retired = new ArrayDeque<>();

  /** What is in buffers, by number. */
  private final Map<Long, BufferBytes> buffers = new HashMap<>();

  /** What is in files, by number. */
  private final Map<Long, MediaBytes> files = new HashMap<>();

  /** All that can be fetched; read by any thread. */
  private final Map<Long, Segment> fetchable = new ConcurrentHashMap<>();

  private long listedDuration;
  private long longest;
  private long retiredDuration;
  private long bytesInMemory;

  /** Segments that ended longer ago than this need no parts any more. */
  private long recent;

  SegmentList(SegmentStore store, long window, long memoryLimit) {
    this.store = store;
    this.window = window;
    this.memoryLimit = memoryLimit;
  }

  /** Any thread. */
  Optional<Segment> find(long number) {
    return Optional.ofNullable(fetchable.get(number));
  }

  List<Segment> listed() {
    return listed;
  }

  long bytesInMemory() {
    return bytesInMemory;
  }

  /**
   * Adds the newest segment.
   *
   * @param segment to be listed
   * @param buffer its bytes, ownership passes; null for a gap
   * @param name of its file, if it gets one
   * @param partsFor ticks before the end for which parts may be asked for
   */
  void add(Segment segment, @Nullable BufferBytes buffer, String name, long partsFor) {
    recent = partsFor;
    listed.add(segment);
    listedDuration += segment.duration();
    longest = Math.max(longest, segment.duration());
    fetchable.put(segment.number(), segment);
    if (buffer != null) {
      buffers.put(segment.number(), buffer);
      bytesInMemory += buffer.length();
    }
    if (buffer != null) {
      store.keep(name, buffer, kept -> moved(segment.number(), kept));
    }
    leaveMemory();
    trim();
  }

  /** A segment is in its file now. It stays in its buffer, too, while parts of it are wanted. */
  private void moved(long number, MediaBytes kept) {
    BufferBytes buffer = buffers.get(number);
    if (buffer == null) {
      store.delete(kept);
      return;
    }
    files.put(number, kept);
    bytesInMemory += inMemory(kept);
    if (kept.length() > 0) {
      fetchable.computeIfPresent(
          number, (key, segment) -> segment.withBytes(new StoredBytes(buffer, kept)));
    }
    leaveMemory();
    trim();
  }

  private long inMemory(MediaBytes kept) {
    return store.isElsewhere() ? 0 : kept.length();
  }

  private void leaveMemory() {
    long edge = listed.get(listed.size() - 1).end();
    for (int i = 0; i < listed.size(); i++) {
      Segment segment = listed.get(i);
      MediaBytes file = files.get(segment.number());
      if (file != null && edge - segment.end() > recent && buffers.containsKey(segment.number())) {
        Segment elsewhere = segment.withoutParts(file);
        listed.set(i, elsewhere);
        fetchable.put(segment.number(), elsewhere);
        releaseBuffer(segment.number());
      }
    }
  }

  private void trim() {
    while (listed.size() > LEAST_LISTED
        && (listedDuration - listed.get(0).duration() >= needed() || bytesInMemory > memoryLimit)) {
      Segment oldest = listed.remove(0);
      listedDuration -= oldest.duration();
      retired.add(oldest);
      retiredDuration += oldest.duration();
      trimRetired();
    }
  }

  /** At least three target durations are left, RFC 8216 section 6.2.2. */
  private long needed() {
    return Math.max(window, 3 * (longest + MediaTime.TICKS_PER_SECOND));
  }

  private void trimRetired() {
    while (!retired.isEmpty() && (retiredDuration > window || bytesInMemory > memoryLimit)) {
      Segment oldest = retired.remove();
      retiredDuration -= oldest.duration();
      forget(oldest.number());
    }
  }

  private void forget(long number) {
    fetchable.remove(number);
    releaseBuffer(number);
    MediaBytes file = files.remove(number);
    if (file != null) {
      bytesInMemory -= inMemory(file);
      store.delete(file);
    }
  }

  private void releaseBuffer(long number) {
    BufferBytes buffer = buffers.remove(number);
    if (buffer != null) {
      bytesInMemory -= buffer.length();
      buffer.release();
    }
  }

  /** Lets go of everything. */
  void close() {
    List.copyOf(fetchable.keySet()).forEach(this::forget);
    listed.clear();
    retired.clear();
  }
}
