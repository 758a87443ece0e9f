package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.Publication;

class MergeWriteTest {
  private final Stage stage =
      new Stage(new PolicyBuilder().mergeWrite(Duration.ofMillis(100)).build());
  private final Viewer viewer = new Viewer(LineEncoder.ALL);

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void framesOfAWindowAreOneCall() throws Exception {
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    for (int i = 0; i <= 3; i++) {
      stage.write(publication, Frames.key(i * 30, "k" + i));
      stage.advance(Duration.ofMillis(i == 3 ? 9 : 30));
    }
    assertThat(viewer.calls).isZero();
    stage.advance(Duration.ofMillis(1));
    assertThat(viewer.calls).isEqualTo(1);
    assertThat(viewer.seen).containsExactly("k0", "k1", "k2", "k3");
  }

  @Test
  void noFrameWaitsLongerThanTheWindow() throws Exception {
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"));
    stage.advance(Duration.ofMillis(100));
    assertThat(viewer.seen).containsExactly("k0");
    stage.advance(Duration.ofMillis(70));
    stage.write(publication, Frames.video(40, "v1"));
    stage.advance(Duration.ofMillis(99));
    assertThat(viewer.seen).containsExactly("k0");
    stage.advance(Duration.ofMillis(1));
    assertThat(viewer.seen).containsExactly("k0", "v1");
  }

  @Test
  void whatIsLeftComesBeforeTheEnd() throws Exception {
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"));
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(viewer.seen).isEmpty();
    stage.close(publication);
    assertThat(viewer.seen).containsExactly("k0", "v1");
    assertThat(viewer.events).endsWith("unpublished");
  }

  @Test
  void newViewerDoesNotWaitForTheWindow() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    Viewer late = new Viewer();
    stage.subscribe(late);
    assertThat(late.seen).containsExactly("k0");
  }
}
