package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** Publishers that take over from each other and viewers that come and go, on real event loops. */
class StreamEngineStressTest {
  private static final StreamKey KEY = new StreamKey("live", "a");
  private static final int LOOPS = 4;
  private static final int SEATS = 40;
  private static final int BATCHES = 600;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final StreamPolicy policy =
      new PolicyBuilder()
          .duplicates(DuplicatePublisher.TAKE_OVER, Duration.ZERO)
          .maxLag(Duration.ofMillis(1_500))
          .build();
  private final StreamEngine engine = new StreamEngine(application -> policy, allocator);
  private final Queue<MediaFrame> written = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger publications = new AtomicInteger();
  private final AtomicLong framesSeen = new AtomicLong();

  @Test
  void noViewerSeesGapsOrDoublesAndNothingLeaks() throws Exception {
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(LOOPS, LocalIoHandler.newFactory());
    try {
      List<EventLoop> loops = new ArrayList<>();
      group.forEach(loop -> loops.add((EventLoop) loop));
      AtomicInteger running = new AtomicInteger(2);
      for (int i = 0; i < 2; i++) {
        EventLoop loop = loops.get(i);
        loop.execute(() -> new Source(loop, running).publish());
      }
      for (int i = 0; i < SEATS; i++) {
        new Seat(loops.get(i % LOOPS), running, new Random(i)).sit();
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> running.get() == 0);
      engine.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
      await().until(() -> engine.streams().isEmpty());
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }
    assertThat(failures).isEmpty();
    assertThat(framesSeen).hasValueGreaterThan(BATCHES);
    assertThat(written).allSatisfy(frame -> assertThat(frame.refCnt()).isZero());
    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  /** Publishes again and again on one loop; the other source takes over from it. */
  private final class Source implements PublicationOwner {
    private final EventLoop loop;
    private final AtomicInteger running;
    private Publication publication;
    private int number;
    private int index;
    private int config;
    private boolean hasKey;
    private int batches;

    private Source(EventLoop loop, AtomicInteger running) {
      this.loop = loop;
      this.running = running;
    }

    private void publish() {
      try {
        publication = engine.publish(KEY, loop, this);
      } catch (StreamBusyException e) {
        failures.add(e);
        return;
      }
      number = publications.incrementAndGet();
      index = 0;
      hasKey = false;
      loop.schedule(this::writeBatch, 1, TimeUnit.MILLISECONDS);
    }

    private void writeBatch() {
      if (++batches > BATCHES) {
        publication.close(CloseReason.CLIENT);
        running.decrementAndGet();
        return;
      }
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = 0; i < 3; i++) {
        if (index == 0 || random.nextInt(50) == 0) {
          config = index;
          write(Frames.VIDEO, MediaFrame.CONFIG, "C");
        } else if (!hasKey || random.nextInt(10) == 0) {
          hasKey = true;
          write(Frames.VIDEO, MediaFrame.KEY, "K:" + config);
        } else {
          write(random.nextBoolean() ? Frames.VIDEO : Frames.AUDIO, 0, "F");
        }
      }
      publication.flush();
      if (batches % 40 == 0) {
        loop.schedule(this::publish, 3, TimeUnit.MILLISECONDS);
      } else {
        loop.schedule(this::writeBatch, 1, TimeUnit.MILLISECONDS);
      }
    }

    private void write(Track track, int flags, String what) {
      MediaFrame frame = Frames.of(track, index * 20L, flags, number + ":" + index++ + ":" + what);
      written.add(frame);
      publication.write(frame);
    }

    @Override
    public String describe() {
      return "source";
    }

    @Override
    public void onClosed(CloseReason reason) {}
  }

  /** Where one viewer after the other sits on one loop. */
  private final class Seat {
    private final EventLoop loop;
    private final AtomicInteger running;
    private final Random random;

    private Seat(EventLoop loop, AtomicInteger running, Random random) {
      this.loop = loop;
      this.running = running;
      this.random = random;
    }

    private void sit() {
      Watcher watcher = new Watcher(random.nextBoolean(), random.nextInt(3) == 0);
      Subscription subscription = engine.subscribe(KEY, SubscribeOptions.DEFAULTS, loop, watcher);
      ThreadLocalRandom anywhere = ThreadLocalRandom.current();
      EventLoop closing = anywhere.nextBoolean() ? loop : loop.parent().next();
      closing.schedule(
          () -> {
            subscription.close();
            if (running.get() > 0) {
              sit();
            }
          },
          20 + random.nextInt(300),
          TimeUnit.MILLISECONDS);
    }
  }

  /** Checks what it sees: the texts say all that is to be known. */
  private final class Watcher implements Subscriber {
    private final LineEncoder encoder = new LineEncoder("wire", true);
    private final boolean wire;
    private final boolean lazy;
    private final Set<String> configs = new HashSet<>();
    private int publication;
    private int index = -1;
    private boolean started;
    private long newestTime;

    private Watcher(boolean wire, boolean lazy) {
      this.wire = wire;
      this.lazy = lazy;
    }

    @Override
    public void onFrames(Subscription subscription) {
      if (lazy && ThreadLocalRandom.current().nextInt(200) != 0) {
        return;
      }
      try {
        Viewer viewer = new Viewer(wire ? encoder : null);
        viewer.takeAll(subscription);
        viewer.seen.forEach(this::check);
        viewer.times.forEach(this::checkTime);
      } catch (AssertionError e) {
        failures.add(e);
        throw e;
      }
    }

    private void checkTime(long millis) {
      // Sound and picture have the same clock here, so that they are sorted together.
      assertThat(millis).isGreaterThanOrEqualTo(newestTime);
      newestTime = millis;
    }

    private void check(String text) {
      framesSeen.incrementAndGet();
      String[] parts = text.split(":");
      int itsPublication = Integer.parseInt(parts[0]);
      int itsIndex = Integer.parseInt(parts[1]);
      boolean goesOn = started && itsPublication == publication && itsIndex == index + 1;
      if (parts[2].equals("C")) {
        configs.add(itsPublication + ":" + itsIndex);
        started = goesOn;
      } else if (!goesOn) {
        assertThat(parts[2]).as("after %d:%d", publication, index).isEqualTo("K");
        assertThat(itsPublication).isGreaterThanOrEqualTo(publication);
        assertThat(configs).contains(itsPublication + ":" + parts[3]);
        started = true;
      }
      if (started) {
        publication = itsPublication;
        index = itsIndex;
      }
    }

    @Override
    public void onClosed(Subscription subscription, CloseReason reason) {}
  }
}
