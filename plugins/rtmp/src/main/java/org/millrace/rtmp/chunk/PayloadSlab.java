package org.millrace.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Memory for the sound and pictures of one connection: short payloads lie one behind the other in a
 * larger buffer. They stay in the stream's cache for about as long as each other, so the buffer is
 * free again soon after the first of them; and a frame costs a slice instead of a place in the
 * allocator's books, which with hundreds of publishers was a tenth of their CPU time. The slices
 * share the slab's reference count: one of their own would be two objects more for each frame, to
 * be fetched from memory when its group is given up.
 *
 * <p>To be used by the connection's event loop.
 */
final class PayloadSlab {
  /** About a third of a second of a stream of 1 Mb/s. */
  private static final int BYTES = 32 << 10;

  private @Nullable ByteBuf slab;
  private int used;

  /** Whether a payload of this length belongs here; a longer one gets a buffer of its own. */
  static boolean takes(int length) {
    return length <= BYTES / 4;
  }

  /**
   * Room for a payload.
   *
   * @param length bytes, few enough for {@link #takes}
   * @return empty, of exactly this capacity; owned by the caller
   */
  ByteBuf allocate(ByteBufAllocator allocator, int length) {
    ByteBuf current = slab;
    if (current == null || used + length > BYTES) {
      release();
      current = allocator.buffer(BYTES, BYTES);
      slab = current;
      used = 0;
    }
    ByteBuf payload = current.slice(used, length).clear();
    current.retain();
    used += length;
    return payload;
  }

  /** Gives up the rest; payloads that were allocated stay as they are. */
  void release() {
    if (slab != null) {
      slab.release();
      slab = null;
    }
  }
}
