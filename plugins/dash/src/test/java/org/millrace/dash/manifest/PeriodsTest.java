package org.millrace.dash.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  private final TestStream video = TestStream.video();
  private final TestStream audio = TestStream.audio();
  private Periods periods = Periods.NONE;
  private int version;

  private void look() {
    periods = periods.extended(TestStream.window(++version, false, video, audio));
  }

  @Test
  void nothingIsKnownOfAnEmptyWindow() {
    periods = periods.extended(TestStream.window(1, false));

    assertThat(periods.all()).isEmpty();
  }

  @Test
  void availabilityBeginsWhenTheTimelineDid() {
    video.segments(5, 7);
    audio.segments(5, 7);

    look();

    assertThat(periods.origin()).isEqualTo(TestStream.BEGIN);
    assertThat(periods.all()).hasSize(1);
    assertThat(periods.all().get(0).start()).isEqualTo(10 * TestStream.SECOND);
    assertThat(periods.all().get(0).inits()).isEqualTo(Map.of("video", 0, "audio", 0));
  }

  @Test
  void aPeriodIsToldTheSameWhenItsFirstSegmentsAreGone() {
    video.segments(0, 3);
    audio.segments(0, 3);
    look();
    Period before = periods.all().get(0);

    video.segments(4, 9).trimmedTo(6);
    audio.segments(4, 8).open(9, "x").trimmedTo(7);
    look();

    assertThat(periods.all()).containsExactly(before);
    assertThat(periods.origin()).isEqualTo(TestStream.BEGIN);
  }

  @Test
  void aReturnOfThePublisherBeginsAPeriodAtItsTimeOnTheWall() {
    video.segments(0, 3);
    audio.segments(0, 3);
    look();

    video.comesBackAfter(10).segments(4, 4).open(5, "x");
    audio.comesBackAfter(10).segments(4, 4).open(5, "x");
    look();

    assertThat(periods.all()).extracting(Period::firstNumber).containsExactly(0L, 4L);
    Period second = periods.all().get(1);
    assertThat(second.id()).isEqualTo(1);
    assertThat(second.time()).isEqualTo(TestStream.BEGIN.plusSeconds(18));
    assertThat(second.inits()).isEqualTo(Map.of("video", 1, "audio", 1));
  }

  @Test
  void behindADiscontinuityTheOtherTracksAreWaitedFor() {
    video.segments(0, 3);
    audio.segments(0, 3);
    look();

    video.comesBackAfter(10).open(4, "x");
    look();
    assertThat(periods.all()).hasSize(1);

    audio.comesBackAfter(10).open(4);
    look();
    assertThat(periods.all()).hasSize(2);
    assertThat(periods.all().get(1).inits()).isEqualTo(Map.of("video", 1, "audio", 1));
  }

  @Test
  void aSilentTrackIsNotInItsPeriod() {
    video.segments(0, 3);
    audio.segments(0, 1).gap(2).gap(3);
    look();

    assertThat(periods.all()).extracting(Period::firstNumber).containsExactly(0L, 2L);
    assertThat(periods.all().get(1).inits()).isEqualTo(Map.of("video", 0));

    video.open(4, "x");
    audio.open(4);
    look();
    assertThat(periods.all()).as("it is thought to stay silent").hasSize(2);
  }

  @Test
  void periodsWithoutSegmentsAreForgotten() {
    video.segments(0, 3).comesBackAfter(1).segments(4, 9);
    audio.segments(0, 3).comesBackAfter(1).segments(4, 9);
    look();

    video.trimmedTo(4);
    audio.trimmedTo(4);
    look();

    assertThat(periods.all()).extracting(Period::id).containsExactly(1);
  }
}
