package org.millrace.server.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * The memory that sockets are read into. Connections that bring much share one buffer for each
 * event loop, as long as they give it back before the next read: it stays in the processor's caches
 * and costs the allocator nothing, while a buffer for each read would be one of many in turn, and
 * in no cache when it is written, and when it is read. Whoever keeps what was read, and whoever
 * brings little, gets buffers of its own, no larger than its last reads needed.
 */
final class ReadBuffers extends DefaultMaxMessagesRecvByteBufAllocator {
  /** The largest read. */
  static final int MAX_BYTES = 64 << 10;

  /**
   * What a connection must have brought before it shares: one that keeps the shared buffer keeps
   * all of it, and must not get it for the beginning of a request that never goes on.
   */
  static final int SHARING_FROM_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 2 << 10;
  private static final int MIN_BYTES = 512;

  /** As Netty has it for TCP. */
  private static final int READS_PER_TURN = 16;

  private static final FastThreadLocal<SharedBuffer> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected SharedBuffer initialValue() {
          return new SharedBuffer();
        }

        @Override
        protected void onRemoval(SharedBuffer shared) {
          shared.release();
        }
      };

  ReadBuffers() {
    super(READS_PER_TURN);
  }

  @Override
  public MaxMessageHandle newHandle() {
    return new Reader();
  }

  /** The buffer of an event loop; confined to it. */
  private static final class SharedBuffer {
    private @Nullable ByteBuf buffer;
    private @Nullable Reader borrower;

    ByteBuf lend(Reader reader, ByteBufAllocator allocator) {
      ByteBuf lent = buffer;
      if (lent == null || lent.refCnt() > 1) {
        if (borrower != null) {
          borrower.keeps = true;
        }
        release();
        lent = allocator.directBuffer(MAX_BYTES, MAX_BYTES);
        buffer = lent;
      }
      borrower = reader;
      return lent.clear().retain();
    }

    void release() {
      if (buffer != null) {
        buffer.release();
        buffer = null;
      }
    }
  }

  /** What is known of one connection's reads. */
  private final class Reader extends MaxMessageHandle {
    private int size = FIRST_BYTES;
    private int received;
    private boolean wasSmall;
    private boolean keeps;

    /** Ownership of the buffer passes to the caller. */
    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return received >= SHARING_FROM_BYTES && !keeps
          ? OF_LOOP.get().lend(this, allocator)
          : allocator.ioBuffer(size);
    }

    @Override
    public int guess() {
      return size;
    }

    @Override
    public void lastBytesRead(int bytes) {
      super.lastBytesRead(bytes);
      received = Math.min(SHARING_FROM_BYTES, received + Math.max(0, bytes));
      boolean isSmall = bytes <= size / 4;
      if (bytes >= size) {
        size = Math.min(MAX_BYTES, size * 4);
      } else if (isSmall && wasSmall) {
        size = Math.max(MIN_BYTES, size / 2);
      }
      wasSmall = isSmall;
    }
  }
}
