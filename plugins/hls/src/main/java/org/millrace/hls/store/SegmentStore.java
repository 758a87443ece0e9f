package org.millrace.hls.store;

import java.util.function.Consumer;
import org.millrace.hls.segment.MediaBytes;

/** Where the segments of one stream are kept that are not quite new. */
public interface SegmentStore {

  /** Where the outcome of keeping a segment goes. On the stream's event loop. */
  interface Outcome extends Consumer<MediaBytes> {}

  /**
   * Whether what is kept takes no memory.
   *
   * @return false if it counts as bytes in memory
   */
  boolean isElsewhere();

  /**
   * Keeps a segment.
   *
   * @param name letters, digits, hyphens and dots
   * @param bytes in memory; not given up before the outcome is known
   * @param outcome is given the bytes where they are now, or {@link MediaBytes#NONE} if they could
   *     not be kept and are lost with the memory; never called if they stay where they are
   */
  void keep(String name, MediaBytes bytes, Outcome outcome);

  /**
   * Deletes what an outcome has given.
   *
   * @param bytes not to be used any more
   */
  void delete(MediaBytes bytes);

  /** Deletes everything of the stream. */
  void close();

  /** Buffers alone. */
  SegmentStore MEMORY =
      new SegmentStore() {
        @Override
        public boolean isElsewhere() {
          return false;
        }

        @Override
        public void keep(String name, MediaBytes bytes, Outcome outcome) {}

        @Override
        public void delete(MediaBytes bytes) {}

        @Override
        public void close() {}
      };
}
