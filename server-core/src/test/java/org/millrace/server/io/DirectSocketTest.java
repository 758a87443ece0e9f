package org.millrace.server.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.millrace.server.config.IoConfig.IoTransport;

class DirectSocketTest {
  private static final String TRANSPORTS = "org.millrace.server.io.TestIo#transports";
  private static final int VIEWERS = 100;

  private final List<ByteBuf> written = new ArrayList<>();
  private int counter;

  /** A connection of a test. */
  private record Pair(Channel channel, Socket peer) implements AutoCloseable {
    static Pair open(TestIo test) throws Exception {
      CompletableFuture<Channel> accepted = new CompletableFuture<>();
      Acceptor acceptor = test.accepting(() -> new Announce(accepted));
      Socket peer = TestIo.connect(acceptor);
      return new Pair(accepted.get(10, TimeUnit.SECONDS), peer);
    }

    void onLoop(Runnable action) throws Exception {
      channel.eventLoop().submit(action).get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  private static final class Announce extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Channel> accepted;

    Announce(CompletableFuture<Channel> accepted) {
      this.accepted = accepted;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      accepted.complete(ctx.channel());
      ctx.fireChannelActive();
    }
  }

  /** A buffer of consecutive numbers, so that a gap, a repetition and a swap all show. */
  private ByteBuf numbers(int count) {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(count * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      bytes.writeInt(counter++);
    }
    written.add(bytes);
    return bytes;
  }

  private static void write(Channel channel, ByteBuf bytes) {
    channel.write(bytes, channel.voidPromise());
  }

  private static void assertNumbers(InputStream input, int count) throws IOException {
    ByteBuffer expected = ByteBuffer.allocate(count * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      expected.putInt(i);
    }
    assertThat(input.readNBytes(expected.capacity())).isEqualTo(expected.array());
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void bytesComeInTheirOrderHoweverTheyAreWrittenAndFlushed(IoTransport transport)
      throws Exception {
    Random random = new Random(7);
    try (TestIo test = new TestIo(transport, TestIo.LIMITS);
        Pair pair = Pair.open(test)) {
      for (int round = 0; round < 300; round++) {
        pair.onLoop(
            () -> {
              for (int i = random.nextInt(4); i >= 0; i--) {
                write(pair.channel(), numbers(1 + random.nextInt(random.nextBoolean() ? 9 : 9000)));
                if (random.nextBoolean()) {
                  pair.channel().flush();
                }
              }
            });
      }
      pair.onLoop(pair.channel()::flush);

      // Nobody has read up to here, so the kernel's buffers are full and the queue is in use.
      assertNumbers(pair.peer().getInputStream(), counter);
      await().until(() -> written.stream().allMatch(bytes -> bytes.refCnt() == 0));
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void whatHasBeenFlushedIsSentThoughTheChannelIsClosedAtOnce(IoTransport transport)
      throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS);
        Pair pair = Pair.open(test)) {
      pair.onLoop(
          () -> {
            write(pair.channel(), numbers(10));
            pair.channel().flush();
            pair.channel().close();
          });

      assertNumbers(pair.peer().getInputStream(), 10);
      assertThat(pair.peer().getInputStream().read()).isEqualTo(-1);
      assertThat(written.get(0).refCnt()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(TRANSPORTS)
  void whatIsWrittenToAClosedChannelIsReleased(IoTransport transport) throws Exception {
    try (TestIo test = new TestIo(transport, TestIo.LIMITS);
        Pair pair = Pair.open(test)) {
      Channel channel = pair.channel();
      channel.close().get(10, TimeUnit.SECONDS);
      await().until(() -> test.io().connections().size() == 0);

      pair.onLoop(
          () -> {
            write(channel, numbers(10));
            channel.flush();
          });

      await().until(() -> written.get(0).refCnt() == 0);
    }
  }

  @Test
  void oneTurnOfTheLoopServesMoreConnectionsThanAGroupHas() throws Exception {
    try (TestIo test = new TestIo(IoTransport.AUTO, TestIo.LIMITS)) {
      List<Pair> viewers = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        viewers.add(Pair.open(test));
      }
      ByteBuf frame = numbers(1000);
      for (Pair viewer : viewers) {
        viewer
            .channel()
            .eventLoop()
            .execute(
                () -> {
                  write(viewer.channel(), frame.retainedDuplicate());
                  viewer.channel().flush();
                });
      }

      for (Pair viewer : viewers) {
        assertNumbers(viewer.peer().getInputStream(), 1000);
        viewer.close();
      }
      await().until(() -> frame.refCnt() == 1);
      frame.release();
    }
  }
}
