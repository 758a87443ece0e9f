package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator.MaxMessageHandle;
import io.netty.util.concurrent.FastThreadLocal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadBuffersTest {
  private final PooledByteBufAllocator allocator =
      new PooledByteBufAllocator(true, 0, 1, 8192, 6, 0, 0, false);
  private final ReadBuffers buffers = new ReadBuffers();

  @AfterEach
  void everythingIsGivenBackAtTheEndOfTheThread() {
    FastThreadLocal.removeAll();
    assertThat(allocator.metric().directArenas().get(0).numActiveAllocations()).isZero();
  }

  private MaxMessageHandle connection(int received) {
    MaxMessageHandle handle = buffers.newHandle();
    handle.lastBytesRead(received);
    return handle;
  }

  private MaxMessageHandle publisher() {
    return connection(ReadBuffers.SHARING_FROM_BYTES);
  }

  @Test
  void publishersAreReadIntoTheSameBuffer() {
    ByteBuf first = publisher().allocate(allocator);
    first.writeLong(1).release();
    ByteBuf second = publisher().allocate(allocator);
    assertThat(second).isSameAs(first);
    assertThat(second.isReadable()).isFalse();
    assertThat(second.writableBytes()).isEqualTo(ReadBuffers.MAX_BYTES);
    second.release();
  }

  @Test
  void whoKeepsWhatWasReadGetsBuffersOfItsOwn() {
    MaxMessageHandle keeper = publisher();
    ByteBuf kept = keeper.allocate(allocator).writeLong(42);
    ByteBuf next = publisher().allocate(allocator).writeLong(7);
    assertThat(next).isNotSameAs(kept);
    assertThat(kept.getLong(0)).isEqualTo(42);
    next.release();
    kept.release();
    ByteBuf own = keeper.allocate(allocator);
    assertThat(own).isNotSameAs(next);
    own.release();
    ByteBuf shared = publisher().allocate(allocator);
    assertThat(shared).isSameAs(next);
    shared.release();
  }

  @Test
  void beginningOfARequestHoldsNoMoreThanASmallBuffer() {
    MaxMessageHandle client = connection(16);
    ByteBuf first = client.allocate(allocator);
    assertThat(first.capacity()).isEqualTo(2048);
    first.release();
  }

  @Test
  void ownBuffersFollowTheSizeOfReads() {
    MaxMessageHandle client = buffers.newHandle();
    client.lastBytesRead(2048);
    assertThat(client.guess()).isEqualTo(8192);
    client.lastBytesRead(100);
    assertThat(client.guess()).isEqualTo(8192);
    client.lastBytesRead(100);
    assertThat(client.guess()).isEqualTo(4096);
  }
}
