package org.millrace.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.rtmp.chunk.Chunks.hex;
import static org.millrace.rtmp.chunk.Chunks.repeat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PayloadSlabTest {
  private final PooledByteBufAllocator allocator =
      new PooledByteBufAllocator(true, 0, 1, 8192, 6, 0, 0, false);
  private final PayloadSlab slab = new PayloadSlab();

  @AfterEach
  void everythingIsGivenBack() {
    slab.release();
    assertThat(allocations()).isZero();
  }

  private long allocations() {
    return allocator.metric().directArenas().get(0).numActiveAllocations();
  }

  @Test
  void payloadsShareABufferAndDoNotOverlap() {
    ByteBuf first = slab.allocate(allocator, 3).writeMedium(0x111111);
    ByteBuf second = slab.allocate(allocator, 2).writeShort(0x2222);
    assertThat(allocations()).isEqualTo(1);
    assertThat(first.getMedium(0)).isEqualTo(0x111111);
    assertThat(second.getShort(0)).isEqualTo((short) 0x2222);
    first.release();
    second.release();
  }

  @Test
  void payloadHasRoomForItsLengthAlone() {
    ByteBuf payload = slab.allocate(allocator, 300);
    assertThat(payload.capacity()).isEqualTo(300);
    assertThat(payload.maxCapacity()).isEqualTo(300);
    assertThat(payload.isReadable()).isFalse();
    payload.release();
  }

  @Test
  void fullBufferIsFreeWhenItsPayloadsAre() {
    ByteBuf[] payloads = new ByteBuf[12];
    for (int i = 0; i < payloads.length; i++) {
      payloads[i] = slab.allocate(allocator, 8192);
    }
    assertThat(allocations()).isEqualTo(3);
    for (int i = 0; i < 4; i++) {
      payloads[i].release();
    }
    assertThat(allocations()).isEqualTo(2);
    for (int i = 4; i < payloads.length; i++) {
      payloads[i].release();
    }
  }

  @Test
  void payloadOutlivesTheConnection() {
    ByteBuf payload = slab.allocate(allocator, 2).writeShort(0x1234);
    slab.release();
    assertThat(payload.getShort(0)).isEqualTo((short) 0x1234);
    payload.release();
  }

  @Test
  void longPictureGetsABufferOfItsOwn() {
    assertThat(PayloadSlab.takes(8192)).isTrue();
    assertThat(PayloadSlab.takes(8193)).isFalse();
  }

  @Test
  void onlySoundAndPicturesLieInASlab() {
    EmbeddedChannel channel = Chunks.channel(Chunks.LIMITS);
    channel.config().setAllocator(allocator);
    receive(channel, "03 000000 000010 14 00000000");
    assertThat(allocations()).as("of a command").isZero();
    receive(channel, "04 000000 000010 08 01000000");
    receive(channel, "05 000000 000010 09 01000000");
    assertThat(allocations()).as("of sound and a picture").isEqualTo(1);
    channel.finishAndReleaseAll();
  }

  /** Receives a message, and gives it back at once. */
  private static void receive(EmbeddedChannel channel, String header) {
    channel.writeInbound(Unpooled.wrappedBuffer(hex(header, repeat(2, 16))));
    RawMessage message = channel.readInbound();
    message.payload().release();
  }
}
