package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

class CatchUpTest {
  private static final SubscribeOptions CATCH_UP = new SubscribeOptions(StartMode.CATCHUP, null);

  /** Notes the times of pictures, in ticks. */
  private static final class Clock implements Subscriber {
    private final List<Long> decoding = new ArrayList<>();
    private final List<Long> presentation = new ArrayList<>();

    @Override
    public void onFrames(Subscription subscription) {
      MediaFrame frame = subscription.poll();
      while (frame != null) {
        decoding.add(frame.dts());
        presentation.add(frame.pts());
        frame.release();
        frame = subscription.poll();
      }
    }

    @Override
    public void onClosed(Subscription subscription, CloseReason reason) {}
  }

  /** The time in milliseconds, the payload and a line feed. */
  private record TimedEncoder() implements FrameEncoder {
    @Override
    public int maxLength(MediaFrame frame) {
      return frame.size() + 24;
    }

    @Override
    public void encode(MediaFrame frame, ByteBuf out) {
      String line = MediaTime.toMillis(frame.dts()) + " " + Frames.text(frame) + "\n";
      out.writeCharSequence(line, StandardCharsets.UTF_8);
    }
  }

  @Test
  void latePlayerGetsThePicturesOfTheGroupInAMomentUpToTheNewest() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = begun(stage);
      Viewer viewer = new Viewer();
      stage.subscribe(viewer, StartMode.CATCHUP);
      assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k0", "v2", "v4");
      assertThat(viewer.times).containsExactly(78L, 78L, 78L, 78L, 79L, 80L);
      stage.write(publication, Frames.audio(90, "a6"), Frames.video(120, "v7"));
      assertThat(viewer.seen).endsWith("v4", "a6", "v7");
      assertThat(viewer.times).endsWith(80L, 90L, 120L);
    }
  }

  @Test
  void wireFormOfTheSqueezedGroupIsTheViewersOwnAndThenThatOfAll() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = begun(stage);
      Viewer first = new Viewer(new TimedEncoder());
      Viewer late = new Viewer(new TimedEncoder());
      stage.subscribe(first, StartMode.GOP);
      stage.subscribe(late, StartMode.CATCHUP);
      stage.write(publication, Frames.video(120, "v6"));
      assertThat(first.seen)
          .containsExactly(
              "0 meta", "0 vc", "0 ac", "0 k0", "10 a1", "40 v2", "50 a3", "80 v4", "120 v6");
      assertThat(late.seen)
          .containsExactly("78 meta", "78 vc", "78 ac", "78 k0", "79 v2", "80 v4", "120 v6");
    }
  }

  @Test
  void whoTakesLittleAtATimeGetsTheSame() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = begun(stage);
      Viewer viewer = new Viewer(LineEncoder.ALL);
      viewer.paused = true;
      Subscription subscription = stage.subscribe(viewer, StartMode.CATCHUP);
      assertThat(viewer.takeOne(subscription, 1)).isEqualTo("meta\n".length());
      stage.write(publication, Frames.audio(90, "a5"), Frames.video(120, "v6"));
      int taken;
      do {
        taken = viewer.takeOne(subscription, 1);
      } while (taken > 0);
      assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k0", "v2", "v4", "a5", "v6");
    }
  }

  @Test
  void newConfigurationOfTheSoundIsKeptThoughTheSoundIsLeftOut() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = begun(stage);
      stage.write(publication, Frames.config(Frames.AUDIO, 85, "ac2"), Frames.audio(85, "a5"));
      Viewer viewer = new Viewer();
      stage.subscribe(viewer, StartMode.CATCHUP);
      assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k0", "v2", "v4", "ac2");
    }
  }

  @Test
  void keyFrameAloneKeepsItsTime() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = stage.publish();
      stage.write(publication, Frames.key(40, "k0"), Frames.audio(50, "a1"));
      Viewer viewer = new Viewer();
      stage.subscribe(viewer, StartMode.CATCHUP);
      assertThat(viewer.seen).containsExactly("k0", "a1");
      assertThat(viewer.times).containsExactly(40L, 50L);
    }
  }

  @Test
  void streamWithoutPicturesStartsAtTheNewestSound() throws Exception {
    try (Stage stage = new Stage()) {
      Publication publication = stage.publish();
      stage.write(publication, Frames.audio(0, "a0"), Frames.audio(20, "a1"));
      Viewer viewer = new Viewer();
      stage.subscribe(viewer, StartMode.CATCHUP);
      assertThat(viewer.seen).containsExactly("a1");
    }
  }

  @Test
  void groupThatIsTooLongToBeKeptIsWaitedFor() throws Exception {
    StreamPolicy short1 = new PolicyBuilder().groupCache(1 << 20, Duration.ofMillis(60)).build();
    try (Stage stage = new Stage(short1)) {
      Publication publication = begun(stage);
      Viewer viewer = new Viewer();
      stage.subscribe(viewer, StartMode.CATCHUP);
      stage.write(publication, Frames.video(120, "v5"), Frames.key(160, "k6"));
      assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k6");
    }
  }

  @Test
  void publisherThatIsGoneIsReadToTheEndBeforeTheNextOne() throws Exception {
    try (Stage stage = new Stage()) {
      Publication first = begun(stage);
      Viewer viewer = new Viewer(LineEncoder.ALL);
      viewer.paused = true;
      Subscription subscription = stage.subscribe(viewer, StartMode.CATCHUP);
      stage.close(first);
      Publication second = stage.publish();
      stage.write(
          second,
          Frames.config(Frames.VIDEO, 0, "vc2"),
          Frames.key(0, "k5"),
          Frames.audio(5, "a6"),
          Frames.video(40, "v7"));
      viewer.takeAll(subscription);
      assertThat(viewer.seen)
          .containsExactly("meta", "vc", "ac", "k0", "v2", "v4", "vc2", "k5", "a6", "v7");
    }
  }

  @Property(tries = 300)
  void squeezedTimesNeverGoBackAndEndAtTheEdge(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 100_000) Integer> steps,
      @ForAll @IntRange(min = 0, max = 5) int reordered)
      throws Exception {
    try (Stage stage =
        new Stage(new PolicyBuilder().groupCache(1 << 20, Duration.ofHours(1)).build())) {
      Publication publication = stage.publish();
      long dts = 0;
      List<Long> times = new ArrayList<>();
      for (int step : steps) {
        times.add(dts);
        dts += MediaTime.TICKS_PER_MILLI * step / 1_000;
      }
      for (int i = 0; i < times.size(); i++) {
        long pts = times.get(Math.min(times.size() - 1, i + (i * 7 % (reordered + 1))));
        int flags = i == 0 ? MediaFrame.KEY : 0;
        stage.write(
            publication, MediaFrame.of(Frames.VIDEO, times.get(i), pts, flags, Frames.bytes("v")));
      }
      Clock whole = new Clock();
      Clock squeezed = new Clock();
      stage.subscribe(whole, stage.viewerLoop, new SubscribeOptions(StartMode.GOP, null));
      stage.subscribe(squeezed, stage.viewerLoop, CATCH_UP);
      judge(whole, squeezed);
    }
  }

  private static void judge(Clock whole, Clock squeezed) {
    int last = whole.decoding.size() - 1;
    assertThat(squeezed.decoding).hasSameSizeAs(whole.decoding).isSorted();
    assertThat(squeezed.decoding.get(last)).isEqualTo(whole.decoding.get(last));
    assertThat(squeezed.decoding.get(last) - squeezed.decoding.get(0))
        .isLessThanOrEqualTo(MediaTime.ofMillis(1_001));
    for (int i = 0; i <= last; i++) {
      assertThat(squeezed.presentation.get(i)).isGreaterThanOrEqualTo(squeezed.decoding.get(i));
      for (int j = 0; j < i; j++) {
        if (whole.presentation.get(j) <= whole.presentation.get(i)) {
          assertThat(squeezed.presentation.get(j))
              .isLessThanOrEqualTo(squeezed.presentation.get(i));
        }
      }
    }
  }

  /** A stream with headers and a group of pictures and sound. */
  private static Publication begun(Stage stage) throws Exception {
    Publication publication = stage.publish();
    stage.write(
        publication,
        Frames.config(Frames.AUDIO, 0, "ac"),
        Frames.config(Frames.VIDEO, 0, "vc"),
        Frames.config(Frames.DATA, 0, "meta"));
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"));
    stage.write(publication, Frames.video(40, "v2"), Frames.audio(50, "a3"));
    stage.write(publication, Frames.video(80, "v4"));
    return publication;
  }
}
