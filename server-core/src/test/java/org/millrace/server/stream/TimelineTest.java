package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;

class TimelineTest {
  private long silence;
  private final Timeline timeline = new Timeline(Timeline.NONE, () -> silence);

  private long map(Track track, long millis) {
    return map(timeline, track, MediaTime.ofMillis(millis), 0);
  }

  private static long map(Timeline timeline, Track track, long time, int flags) {
    return timeline.map(MediaFrame.of(track, time, time, flags, Unpooled.EMPTY_BUFFER));
  }

  private long video(long millis) {
    return MediaTime.toMillis(map(Frames.VIDEO, millis));
  }

  private long audio(long millis) {
    return MediaTime.toMillis(map(Frames.AUDIO, millis));
  }

  private long config(long millis) {
    return MediaTime.toMillis(
        map(timeline, Frames.VIDEO, MediaTime.ofMillis(millis), MediaFrame.CONFIG));
  }

  @Test
  void timesThatRunOnAreLeftAlone() {
    for (long millis = 7_000; millis < 60_000; millis += 40) {
      assertThat(video(millis)).isEqualTo(millis);
      assertThat(audio(millis - 13)).isEqualTo(millis - 13);
    }
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void fourHoursOfPictureAndSoundDoNotDrift() {
    long frames = Duration.ofHours(4).toSeconds() * 30_000 / 1_001;
    long sound = 0;
    for (long i = 0; i < frames; i++) {
      long time = MediaTime.of(i * 1_001, 30_000);
      assertThat(map(Frames.VIDEO, MediaTime.toMillis(time)))
          .isEqualTo(MediaTime.ofMillis(MediaTime.toMillis(time)));
      for (long at = MediaTime.of(sound, 48_000); at <= time; at = MediaTime.of(sound, 48_000)) {
        assertThat(map(timeline, Frames.AUDIO, at, 0)).isEqualTo(at);
        sound += 1_024;
      }
    }
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void clockOfThirtyTwoBitsThatWrapsGoesOn() {
    long wrap = 1L << 32;
    long last = 0;
    for (long millis = wrap - 1_000; millis < wrap + 1_000; millis += 20) {
      long mapped = video(millis % wrap);
      assertThat(mapped).isEqualTo(millis);
      last = mapped;
    }
    assertThat(last).isEqualTo(wrap + 980);
    assertThat(timeline.jumps()).isEqualTo(1);
  }

  @Test
  void clockOfThirtyOneBitsThatTurnsNegativeGoesOn() {
    for (int millis = Integer.MAX_VALUE - 1_007, i = 0; i < 100; i++, millis += 40) {
      assertThat(video(millis)).isEqualTo(Integer.MAX_VALUE - 1_007L + i * 40L);
    }
  }

  @Test
  void fileThatStartsAgainIsContinuedFrameAfterFrame() {
    long expected = 0;
    for (int turn = 0; turn < 5; turn++) {
      for (long millis = 0; millis < 2_000; millis += 40) {
        assertThat(video(millis)).isEqualTo(expected);
        expected += 40;
      }
    }
    assertThat(timeline.jumps()).isEqualTo(4);
  }

  @Test
  void soundAndPictureStayTogetherWhenTheyJumpAtDifferentFrames() {
    for (long millis = 0; millis <= 4_000; millis += 40) {
      video(millis);
      audio(millis);
    }
    // The file starts again. Its picture comes first, two sounds of the old turn come late.
    assertThat(video(0)).isEqualTo(4_040);
    assertThat(audio(4_040)).isEqualTo(4_040);
    assertThat(video(40)).isEqualTo(4_080);
    assertThat(audio(4_080)).isEqualTo(4_080);
    assertThat(audio(40)).isEqualTo(4_080);
    assertThat(video(80)).isEqualTo(4_120);
    assertThat(audio(80)).isEqualTo(4_120);
    assertThat(timeline.jumps()).isEqualTo(1);
  }

  @Test
  void leapAheadIsTakenOut() {
    video(0);
    video(40);
    assertThat(video(1_000_000)).isEqualTo(80);
    assertThat(video(1_000_040)).isEqualTo(120);
    assertThat(timeline.jumps()).isEqualTo(1);
  }

  @Test
  void leapAheadStaysIfThatMuchTimeHasPassed() {
    video(0);
    silence = MediaTime.ofMillis(25_000);
    assertThat(video(25_000)).isEqualTo(25_000);
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void trackThatPausesComesBackInItsPlace() {
    video(0);
    for (long millis = 0; millis < 60_000; millis += 20) {
      audio(millis);
    }
    assertThat(video(60_000)).isEqualTo(60_000);
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void jitterIsHeldInPlace() {
    audio(1_000);
    assertThat(audio(980)).isEqualTo(1_000);
    assertThat(audio(1_020)).isEqualTo(1_020);
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void configurationsDoNotMoveTheTimeline() {
    assertThat(config(0)).isZero();
    assertThat(video(3_600_000)).isEqualTo(3_600_000);
    assertThat(config(0)).isEqualTo(3_600_000);
    assertThat(MediaTime.toMillis(map(Frames.DATA, 0))).isEqualTo(3_600_000);
    assertThat(config(3_600_100)).isEqualTo(3_600_100);
    assertThat(video(3_600_040)).isEqualTo(3_600_040);
    assertThat(timeline.jumps()).isZero();
  }

  @Test
  void successorGoesOnBehindItsPredecessor() {
    Timeline next = new Timeline(MediaTime.ofMillis(5_000), () -> 0);
    long config = map(next, Frames.VIDEO, 0, MediaFrame.CONFIG);
    assertThat(MediaTime.toMillis(config)).isEqualTo(5_000);
    long first = map(next, Frames.VIDEO, MediaTime.ofMillis(77), 0);
    assertThat(MediaTime.toMillis(first)).isBetween(5_001L, 5_100L);
    long second = map(next, Frames.AUDIO, MediaTime.ofMillis(97), 0);
    assertThat(second - first).isEqualTo(MediaTime.ofMillis(20));
  }

  @Property(tries = 300)
  void whateverThePublisherSendsNoTrackGoesBackOrLeaps(
      @ForAll @Size(min = 1, max = 200)
          List<@LongRange(min = -(1L << 33), max = 1L << 33) Long> times) {
    Timeline any = new Timeline(Timeline.NONE, () -> 0);
    Track[] tracks = {Frames.VIDEO, Frames.AUDIO};
    Long[] last = new Long[2];
    for (int i = 0; i < times.size(); i++) {
      long mapped = map(any, tracks[i % 2], MediaTime.ofMillis(times.get(i)), 0);
      Long before = last[i % 2];
      if (before != null) {
        assertThat(mapped - before).isBetween(0L, MediaTime.ofMillis(10_500));
      }
      last[i % 2] = mapped;
    }
  }
}
