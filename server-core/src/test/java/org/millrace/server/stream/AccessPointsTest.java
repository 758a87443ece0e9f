package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.Track;
import org.millrace.server.stream.LogEntry.Access;

class AccessPointsTest {
  private final AccessPoints points = new AccessPoints();

  private Access of(MediaFrame frame) {
    Access access = points.of(frame);
    frame.release();
    return access;
  }

  @Test
  void keyFramesStartGroupsAndWhatFollowsDoesNot() {
    assertThat(of(Frames.config(Frames.VIDEO, 0, "vc"))).isEqualTo(Access.NONE);
    assertThat(of(Frames.audio(9_000, "a"))).as("a key frame is due").isEqualTo(Access.NONE);
    assertThat(of(Frames.key(9_000, "k"))).isEqualTo(Access.GROUP);
    assertThat(of(Frames.video(9_040, "v"))).isEqualTo(Access.NONE);
    assertThat(of(Frames.audio(9_050, "a"))).isEqualTo(Access.NONE);
    assertThat(of(Frames.of(Frames.DATA, 9_050, 0, "cue"))).isEqualTo(Access.NONE);
  }

  @Test
  void soundAloneStartsAnywhere() {
    assertThat(of(Frames.config(Frames.AUDIO, 0, "ac"))).isEqualTo(Access.NONE);
    assertThat(of(Frames.audio(0, "a"))).isEqualTo(Access.GROUP);
    assertThat(of(Frames.audio(20, "a"))).isEqualTo(Access.GROUP);
  }

  @Test
  void whenThePictureStandsStillSoundResumesButTheGroupStays() {
    of(Frames.key(0, "k"));
    assertThat(of(Frames.audio(3_000, "a"))).isEqualTo(Access.NONE);
    assertThat(of(Frames.audio(3_001, "a"))).isEqualTo(Access.RESUME);
    points.groupDropped();
    assertThat(of(Frames.audio(3_020, "a"))).isEqualTo(Access.GROUP);
    of(Frames.video(3_040, "v"));
    assertThat(of(Frames.audio(3_060, "a"))).isEqualTo(Access.NONE);
  }

  @Test
  void keyFramesOfASecondPictureTrackDoNotCount() {
    Track second = new Track.Video(1, Frames.VIDEO.codec(), Frames.VIDEO.config(), 0, 0, "");
    of(Frames.key(0, "k"));
    assertThat(of(Frames.of(second, 40, MediaFrame.KEY, "k"))).isEqualTo(Access.NONE);
    of(Frames.of(Frames.VIDEO, 80, MediaFrame.END_OF_SEQUENCE, ""));
    assertThat(of(Frames.of(second, 120, MediaFrame.KEY, "k"))).isEqualTo(Access.GROUP);
  }
}
