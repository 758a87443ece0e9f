package org.millrace.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.server.fake.Frames;
import org.millrace.server.fake.LineFormat;

class RoundTimelineTest {
  private final RoundTimeline timeline = new RoundTimeline();
  private final List<String> placed = new ArrayList<>();

  @Test
  void firstRoundIsLeftAsItIs() {
    place(Frames.key(1_000), Frames.video(1_040));

    assertThat(placed).containsExactly("key 1000", "video 1040");
  }

  @Test
  void nextRoundBeginsOneFrameAfterTheLast() {
    place(Frames.key(0), Frames.video(40), Frames.video(80));
    timeline.nextRound();
    place(Frames.key(0), Frames.video(40));

    assertThat(placed).endsWith("key 120", "video 160");
  }

  @Test
  void roundsOfAFileThatDoesNotBeginAtZeroFollowEachOther() {
    place(Frames.key(5_000), Frames.video(5_040));
    timeline.nextRound();
    place(Frames.key(5_000), Frames.video(5_040));
    timeline.nextRound();
    place(Frames.key(5_000));

    assertThat(placed)
        .containsExactly("key 5000", "video 5040", "key 5080", "video 5120", "key 5160");
  }

  @Test
  void tracksStayInStepWhenTheyEndApart() {
    place(Frames.key(0), Frames.audio(10), Frames.video(40), Frames.audio(31), Frames.audio(52));
    timeline.nextRound();
    place(Frames.key(0), Frames.audio(10), Frames.video(40));

    // Video ends at 80, sound at 73: both go on from 80 with the distance that they had.
    assertThat(placed).endsWith("key 80", "audio 90", "video 120");
  }

  @Test
  void trackThatBeginsEarlierThanTheFirstFrameDoesNotOverlap() {
    place(Frames.key(40), Frames.audio(0), Frames.video(80), Frames.audio(21));
    timeline.nextRound();
    place(Frames.key(40), Frames.audio(0));

    assertThat(placed).endsWith("key 160", "audio 120");
  }

  @Test
  void headersHaveNoLength() {
    place(Frames.videoConfig("c"), Frames.endOfSequence(9_000));

    assertThat(timeline.length()).isZero();
  }

  private void place(MediaFrame... frames) {
    for (MediaFrame frame : frames) {
      placed.add(LineFormat.line(timeline.place(frame)));
    }
  }
}
