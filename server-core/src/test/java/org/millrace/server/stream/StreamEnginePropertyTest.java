package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.MockTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscription;

/** Runs random scripts against the engine and lets {@link StreamModel} judge. */
class StreamEnginePropertyTest {
  private static final StreamKey KEY = new StreamKey("live", "a");
  private static final PublicationOwner OWNER =
      new PublicationOwner() {
        @Override
        public String describe() {
          return "script";
        }

        @Override
        public void onClosed(CloseReason reason) {}
      };

  @Property(tries = 200)
  void everyViewerSeesHeadersThenFromKeyFramesOnWithoutGaps(
      @ForAll @Size(min = 20, max = 400) List<@IntRange(min = 0, max = 99_999) Integer> script,
      @ForAll boolean merged)
      throws StreamBusyException {
    try (Stage stage = new Stage(merged ? Duration.ofMillis(100) : Duration.ZERO)) {
      for (int word : script) {
        stage.act(word % 16, word / 16);
      }
    }
  }

  /** One engine, three loops, one stream, and what is done to it. */
  private static final class Stage implements AutoCloseable {
    private final MockTicker clock = TestLoop.clock();
    private final TestLoop[] loops = {
      new TestLoop(clock), new TestLoop(clock), new TestLoop(clock)
    };
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final StreamEngine engine;
    private final StreamModel model = new StreamModel();
    private final List<MediaFrame> written = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private @Nullable Publication publication;
    private int publications;
    private long millis;

    /** A viewer and its subscription. */
    private record Seat(Viewer viewer, Subscription subscription, boolean withVideo) {}

    private Stage(Duration mergeWrite) {
      StreamPolicy policy =
          new StreamPolicy(
              StartMode.GOP,
              new LagPolicy(Duration.ofMillis(600), Duration.ofSeconds(30)),
              new StreamPolicy.GroupCache(3 << 20, Duration.ofSeconds(1)),
              mergeWrite,
              new StreamPolicy.Duplicates(DuplicatePublisher.TAKE_OVER, Duration.ZERO),
              new StreamPolicy.PublisherTimeouts(Duration.ZERO, Duration.ZERO),
              Duration.ZERO);
      engine = new StreamEngine(application -> policy, allocator);
    }

    private void act(int action, int value) throws StreamBusyException {
      switch (action) {
        case 0 -> publish(value);
        case 1 -> subscribe(value);
        case 2 -> config(value);
        case 3 -> write(Frames.VIDEO, MediaFrame.KEY, value);
        case 4, 5, 6 -> write(Frames.VIDEO, 0, value);
        case 7, 8 -> write(Frames.AUDIO, MediaFrame.KEY, value);
        case 9, 10 -> flush();
        case 11, 12 -> run(value % 3);
        case 13 -> clock.advance(value % 200, TimeUnit.MILLISECONDS);
        case 14 -> read(value);
        default -> disturb(value);
      }
    }

    private void publish(int value) throws StreamBusyException {
      if (publication != null && value % 4 != 0) {
        return;
      }
      if (publication != null && value % 8 == 0) {
        publication.close(CloseReason.CLIENT);
      }
      publication = engine.publish(KEY, loops[value % 3], OWNER);
      publications++;
      millis = value % 5 == 0 ? 0 : millis;
      model.publicationBegins();
      // A stream with video, from the start: so it is the key frames that matter.
      write(Frames.VIDEO, MediaFrame.CONFIG, value);
    }

    private void subscribe(int value) {
      boolean withVideo = value % 5 != 0;
      LineEncoder encoder = new LineEncoder("wire", withVideo);
      Viewer viewer = value % 2 == 0 && withVideo ? new Viewer() : new Viewer(encoder);
      viewer.paused = value % 3 == 0;
      StartMode mode = value % 7 < 4 ? StartMode.GOP : StartMode.KEYFRAME;
      Subscription subscription =
          engine.subscribe(KEY, new SubscribeOptions(mode, null), loops[value % 3], viewer);
      seats.add(new Seat(viewer, subscription, withVideo));
    }

    private void config(int value) {
      Track[] tracks = {Frames.VIDEO, Frames.AUDIO, Frames.DATA};
      write(tracks[value % 3], MediaFrame.CONFIG, value);
    }

    private void write(Track track, int flags, int value) {
      if (publication == null) {
        return;
      }
      millis += value % 40;
      String text = track.kind() + " " + model.size();
      // Now and then a frame so long that a few of them fill every cache.
      boolean fat = value % 61 == 0 && flags != MediaFrame.CONFIG;
      String payload = fat ? text + "#".repeat(1 << 20) : text;
      long dts = MediaTime.ofMillis(millis);
      MediaFrame frame = MediaFrame.of(track, dts, dts, flags, Frames.bytes(payload));
      model.add(frame, publications);
      written.add(frame);
      publication.write(frame);
    }

    private void flush() {
      if (publication != null) {
        publication.flush();
      }
    }

    private void run(int loop) {
      loops[loop].runAll();
    }

    private void read(int value) {
      if (seats.isEmpty()) {
        return;
      }
      Seat seat = seats.get(value % seats.size());
      for (int i = 0; i < 1 + value % 10; i++) {
        if (seat.viewer.encoder == null) {
          seat.viewer.takeOne(seat.subscription);
        } else {
          seat.viewer.takeOne(seat.subscription, value % 100);
        }
      }
    }

    private void disturb(int value) {
      if (seats.isEmpty()) {
        return;
      }
      Seat seat = seats.get(value / 8 % seats.size());
      switch (value % 8) {
        case 0 -> seat.subscription.close();
        case 1 -> seat.subscription.skipToLive();
        case 2 -> {
          if (publication != null) {
            publication.close(CloseReason.CLIENT);
            publication = null;
          }
        }
        default -> seat.viewer.paused = !seat.viewer.paused;
      }
    }

    private void settle() {
      clock.advance(200, TimeUnit.MILLISECONDS);
      for (int i = 0; i < 5; i++) {
        for (TestLoop loop : loops) {
          loop.runAll();
        }
      }
    }

    @Override
    public void close() {
      flush();
      settle();
      for (Seat seat : seats) {
        seat.viewer.takeAll(seat.subscription);
        int last = model.judge(seat.viewer.seen, seat.withVideo);
        if (!seat.subscription.isClosed() && last >= 0 && publication != null) {
          assertThat(seat.subscription.statistics().lag()).isZero();
        }
      }
      engine.close();
      settle();
      assertThat(engine.streams()).isEmpty();
      assertThat(written).allSatisfy(frame -> assertThat(frame.refCnt()).isZero());
      assertThat(allocator.metric().usedDirectMemory()).isZero();
    }
  }
}
