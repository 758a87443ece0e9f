package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.SequentialEncoder;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** Shows that a viewer costs no garbage, however many frames it gets. */
class AllocationTest {
  private static final int VIEWERS = 100;
  private static final int BATCHES = 3_000;

  /** Takes what is there, as a player with a fast line does. */
  private static final class Player implements Subscriber {
    private final FrameEncoder encoder;
    private long bytes;

    private Player(FrameEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public void onFrames(Subscription subscription) {
      ByteBuf taken = subscription.poll(encoder, 65_536);
      while (taken != null) {
        bytes += taken.readableBytes();
        taken.release();
        taken = subscription.poll(encoder, 65_536);
      }
    }

    @Override
    public void onClosed(Subscription subscription, CloseReason reason) {}
  }

  /** Counts the frames, as MPEG-TS counts packets. */
  private record Counting(LineEncoder lines, AtomicLong encoded) implements SequentialEncoder {
    @Override
    public int maxLength(MediaFrame frame) {
      return lines.maxLength(frame);
    }

    @Override
    public void encode(MediaFrame frame, ByteBuf out) {
      encoded.incrementAndGet();
      lines.encode(frame, out);
    }

    @Override
    public void retime(ByteBuf encodedFrame, MediaFrame frame, ByteBuf out) {
      out.writeBytes(encodedFrame);
    }
  }

  @Test
  void viewersOfARunningStreamCostNoGarbage() throws Exception {
    assertViewersCostNoGarbage(LineEncoder.ALL);
  }

  @Test
  void viewersOfASequentialFormCostNoGarbageAndNoEncoding() throws Exception {
    Counting counting = new Counting(LineEncoder.ALL, new AtomicLong());
    assertViewersCostNoGarbage(counting);
    assertThat(counting.encoded())
        .as("frames encoded for one viewer, and for many")
        .hasValue(2L * 2 * 2 * BATCHES);
  }

  private static void assertViewersCostNoGarbage(FrameEncoder encoder) throws Exception {
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    // Watching for leaks makes garbage of its own.
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    DefaultEventLoop loop = new DefaultEventLoop();
    try {
      double one = garbagePerBatch(loop, encoder, 1);
      double many = garbagePerBatch(loop, encoder, VIEWERS);
      double perViewer = (many - one) / (VIEWERS - 1);
      assertThat(perViewer).as("bytes of garbage per viewer and batch").isLessThan(1.0);
    } finally {
      ResourceLeakDetector.setLevel(level);
      loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }
  }

  private static double garbagePerBatch(DefaultEventLoop loop, FrameEncoder encoder, int viewers)
      throws Exception {
    StreamEngine engine = new StreamEngine(application -> StreamPolicy.DEFAULT);
    Publication publication = engine.publish(Stage.KEY, loop, new Stage.Owner("publisher"));
    Player player = new Player(encoder);
    engine.subscribe(Stage.KEY, SubscribeOptions.DEFAULTS, loop, player);
    for (int i = 1; i < viewers; i++) {
      engine.subscribe(Stage.KEY, SubscribeOptions.DEFAULTS, loop, new Player(encoder));
    }
    ByteBuf payload = Unpooled.directBuffer(1_000).writeZero(1_000);
    loop.submit(() -> write(publication, payload, 0)).get(30, TimeUnit.SECONDS);
    long garbage =
        loop.submit(() -> write(publication, payload, BATCHES)).get(30, TimeUnit.SECONDS);
    engine.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    payload.release();
    assertThat(player.bytes).isGreaterThan(2L * BATCHES * 2_000);
    return garbage / (double) BATCHES;
  }

  /** Writes batches of two frames, and tells how much garbage that made. */
  private static long write(Publication publication, ByteBuf payload, int first)
      throws ReflectiveOperationException {
    long before = allocatedBytes();
    for (int i = first; i < first + BATCHES; i++) {
      long time = MediaTime.ofMillis(i * 40L);
      int flags = i % 50 == 0 ? MediaFrame.KEY : 0;
      publication.write(MediaFrame.of(Frames.VIDEO, time, time, flags, payload.retain()));
      publication.write(MediaFrame.of(Frames.AUDIO, time, time, 0, payload.retain()));
      publication.flush();
    }
    return allocatedBytes() - before;
  }

  /** By reflection, because the module does without java.management. */
  private static long allocatedBytes() throws ReflectiveOperationException {
    Object bean =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocated =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
    return (long) allocated.invoke(bean);
  }
}
