package org.millrace.server.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.SequentialEncoder;

/**
 * The encoded views of a loop log, one for each distinct encoder that somebody reads with. Confined
 * to the log's event loop.
 */
final class EncodedViews {
  /**
   * With more readers than this, the cached group is kept in wire form, too, for those who join.
   * With fewer, encoding it again costs less than keeping it twice.
   */
  private static final int FEW_READERS = 16;

  private final FrameRing ring;
  private final ByteBufAllocator allocator;
  private final List<EncodedView> views = new ArrayList<>(1);
  private final Counter bytes = new Counter();

  /** What has to stay does not count where it is asked whether there is too much. */
  private final Counter sequentialBytes = new Counter();

  EncodedViews(FrameRing ring, ByteBufAllocator allocator) {
    this.ring = ring;
    this.allocator = allocator;
  }

  /** Finds or makes the view for an encoder, and counts its caller as a reader. */
  EncodedView enter(FrameEncoder encoder) {
    EncodedView view = null;
    for (int i = 0; i < views.size() && view == null; i++) {
      view = views.get(i).encoder().equals(encoder) ? views.get(i) : null;
    }
    if (view == null) {
      Counter counter = encoder instanceof SequentialEncoder ? sequentialBytes : bytes;
      view = new EncodedView(encoder, ring, allocator, counter);
      views.add(view);
    }
    view.addReader();
    return view;
  }

  /** A reader leaves; a view that nobody reads is dropped. */
  void leave(EncodedView view) {
    view.removeReader();
    if (view.readers() == 0) {
      view.close();
      views.remove(view);
    }
  }

  /** A buffer for bytes that are sent to one reader, such as its headers. */
  ByteBuf buffer(int capacity) {
    return allocator.directBuffer(capacity);
  }

  /**
   * Releases what has been read by all. If what is left is more than the frames themselves may be,
   * releases everything: who has still to read it can have it encoded again. Sequential forms stay,
   * which is bounded: clients have no influence on how many there are.
   *
   * @param slowest the first place that a subscriber has still to read
   */
  void trim(long slowest) {
    boolean full = bytes.get() > ring.maxBytes();
    for (int i = 0; i < views.size(); i++) {
      EncodedView view = views.get(i);
      if (view.isSequential()) {
        view.trim(ring.tail());
      } else {
        long read = view.readers() > FEW_READERS ? ring.tail() : slowest;
        view.trim(full ? ring.next() : read);
      }
    }
  }

  /** Releases all. */
  void close() {
    for (int i = 0; i < views.size(); i++) {
      views.get(i).close();
    }
    views.clear();
  }

  /** What all runs take; may be called by any thread. */
  long bytes() {
    return bytes.get() + sequentialBytes.get();
  }
}
