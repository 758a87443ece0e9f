package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.SequentialEncoder;

/**
 * The frames of a loop log in one wire form, made once for all subscriptions that read it. Confined
 * to the log's event loop.
 *
 * <p>Lies parallel to the {@link FrameRing}: for each place the run that its frame was encoded in,
 * and where in the run it begins. It is filled where somebody asks: everything from there to the
 * newest frame becomes one run, so that a subscriber at the tip takes all that is new as one slice
 * of one buffer.
 *
 * <p>For a {@link SequentialEncoder} there are no gaps: it is given all frames of the ring before
 * anybody takes any, and the runs stay as long as the frames.
 */
final class EncodedView {
  /** A run is ended when it would grow longer, so that its memory can be given back. */
  private static final int MAX_RUN_BYTES = 256 << 10;

  private final FrameEncoder encoder;
  private final FrameRing ring;
  private final ByteBufAllocator allocator;
  private final Counter bytesOfAll;
  private @Nullable EncodedRun[] runs;
  private int[] starts;
  private int[] framesBefore;
  private long tail;
  private final boolean sequential;
  private long encodedTo;
  private int readers;

  EncodedView(
      FrameEncoder encoder, FrameRing ring, ByteBufAllocator allocator, Counter bytesOfAll) {
    this.encoder = encoder;
    this.ring = ring;
    this.allocator = allocator;
    this.bytesOfAll = bytesOfAll;
    this.sequential = encoder instanceof SequentialEncoder;
    this.tail = ring.tail();
    this.runs = new @Nullable EncodedRun[ring.capacity()];
    this.starts = new int[ring.capacity()];
    this.framesBefore = new int[ring.capacity()];
  }

  FrameEncoder encoder() {
    return encoder;
  }

  /** Whether what was encoded cannot be encoded again. */
  boolean isSequential() {
    return sequential;
  }

  /** How many subscriptions read this view. */
  int readers() {
    return readers;
  }

  void addReader() {
    readers++;
  }

  void removeReader() {
    readers--;
  }

  /**
   * Takes what is there from a subscription's place on.
   *
   * @param reader is ready, and is moved on
   * @param maxBytes take no more if several frames are there
   * @return whole frames, to be released by the caller; null if all frames are left out
   */
  @Nullable ByteBuf take(Cursor reader, int maxBytes) {
    update();
    long from = reader.position();
    long limit = reader.limit();
    while (from < limit) {
      int slot = slot(from);
      EncodedRun run = runs[slot];
      if (run == null) {
        run = encode(from, limit);
      }
      int start = starts[slot];
      int available = run.length() - start;
      if (available > maxBytes) {
        return takePart(reader, run, from, maxBytes);
      }
      int frames = run.frames() - framesBefore[slot];
      reader.moveTo(run.end(), run.headers(), frames, available);
      if (available > 0) {
        return start == 0
            ? run.bytes().retainedDuplicate()
            : run.bytes().retainedSlice(start, available);
      }
      from = reader.position() == run.end() ? run.end() : limit;
    }
    return null;
  }

  /**
   * What a sequential encoder has made of one frame.
   *
   * @param place of the frame
   * @return borrowed from the view
   */
  ByteBuf at(long place) {
    update();
    int slot = slot(place);
    EncodedRun run = Objects.requireNonNull(runs[slot]);
    boolean last = place + 1 == run.end();
    int end = last ? run.length() : starts[slot(place + 1)];
    return run.bytes().slice(starts[slot], end - starts[slot]);
  }

  private ByteBuf takePart(Cursor reader, EncodedRun run, long from, int maxBytes) {
    int start = starts[slot(from)];
    long end = from;
    int stop = start;
    long next = from + 1;
    while (next < run.end() && (stop == start || starts[slot(next)] - start <= maxBytes)) {
      end = next;
      stop = starts[slot(end)];
      next++;
    }
    if (stop == start) {
      end = run.end();
      stop = run.length();
    }
    int framesTo = end == run.end() ? run.frames() : framesBefore[slot(end)];
    Headers headers = ring.at(end - 1).headers();
    reader.moveTo(end, headers, framesTo - framesBefore[slot(from)], stop - start);
    return run.bytes().retainedSlice(start, stop - start);
  }

  private EncodedRun encode(long from, long limit) {
    long end = from;
    int capacity = 0;
    while (end < limit && runs[slot(end)] == null) {
      int length = encoder.maxLength(ring.at(end).frame());
      if (end > from && length > MAX_RUN_BYTES - capacity) {
        break;
      }
      starts[slot(end)] = length;
      capacity += length;
      end++;
    }
    ByteBuf out = capacity == 0 ? Unpooled.EMPTY_BUFFER : allocator.directBuffer(capacity);
    EncodedRun run = null;
    try {
      run = fill(out, from, end);
      return run;
    } finally {
      if (run == null) {
        out.release();
      }
    }
  }

  private EncodedRun fill(ByteBuf out, long from, long end) {
    int frames = 0;
    for (long sequence = from; sequence < end; sequence++) {
      int slot = slot(sequence);
      boolean included = starts[slot] > 0;
      starts[slot] = out.writerIndex();
      framesBefore[slot] = frames;
      if (included) {
        encoder.encode(ring.at(sequence).frame(), out);
        frames++;
      }
    }
    Headers headers = ring.at(end - 1).headers();
    EncodedRun run = new EncodedRun(out, end, out.writerIndex(), frames, headers);
    tail = Math.min(tail, from);
    for (long sequence = from; sequence < end; sequence++) {
      runs[slot(sequence)] = run;
    }
    bytesOfAll.add(out.capacity());
    return run;
  }

  private void update() {
    followRing();
    if (sequential) {
      encodeAll();
    }
  }

  private void encodeAll() {
    long from = Math.max(encodedTo, ring.tail());
    while (from < ring.next()) {
      from = encode(from, from < ring.seam() ? ring.seam() : ring.next()).end();
    }
    encodedTo = from;
  }

  /** Drops what the ring has dropped, and grows as it has grown. */
  private void followRing() {
    if (tail < ring.tail()) {
      trim(ring.tail());
    }
    if (runs.length != ring.capacity()) {
      grow(ring.capacity());
    }
  }

  private void grow(int capacity) {
    @Nullable EncodedRun[] newRuns = new @Nullable EncodedRun[capacity];
    int[] newStarts = new int[capacity];
    int[] newFramesBefore = new int[capacity];
    for (long sequence = tail; sequence < tail + runs.length; sequence++) {
      int slot = slot(sequence);
      int newSlot = (int) sequence & (capacity - 1);
      newRuns[newSlot] = runs[slot];
      newStarts[newSlot] = starts[slot];
      newFramesBefore[newSlot] = framesBefore[slot];
    }
    runs = newRuns;
    starts = newStarts;
    framesBefore = newFramesBefore;
  }

  /** Releases the runs that end at or before a place. */
  void trim(long to) {
    for (; tail < to; tail++) {
      int slot = slot(tail);
      EncodedRun run = runs[slot];
      runs[slot] = null;
      if (run != null && run.end() == tail + 1) {
        release(run);
      }
    }
  }

  /** Releases all. */
  void close() {
    trim(tail + runs.length);
    Arrays.fill(runs, null);
  }

  private void release(EncodedRun run) {
    bytesOfAll.add(-run.bytes().capacity());
    run.bytes().release();
  }

  private int slot(long sequence) {
    return (int) sequence & (runs.length - 1);
  }
}
