package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.Publication;

class ResumeWindowTest {
  private final Stage stage =
      new Stage(new PolicyBuilder().resumeWindow(Duration.ofSeconds(10)).build());
  private final Viewer viewer = new Viewer();

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void publisherThatComesBackInTimeWasNeverGone() throws Exception {
    Publication first = stage.publish();
    stage.subscribe(viewer);
    stage.write(first, Frames.key(1_000, "k0"));
    stage.close(first);
    stage.advance(Duration.ofSeconds(9));
    Publication second = stage.publish();
    stage.write(second, Frames.key(0, "k1"));
    stage.advance(Duration.ofSeconds(9));
    assertThat(viewer.events).containsExactly("published", "published");
    assertThat(viewer.seen).containsExactly("k0", "k1");
    assertThat(viewer.times.get(1)).isBetween(1_001L, 1_200L);
  }

  @Test
  void viewersAreToldWhenTheWindowIsOver() throws Exception {
    Publication first = stage.publish();
    stage.subscribe(viewer);
    stage.write(first, Frames.key(0, "k0"));
    stage.close(first);
    assertThat(stage.engine.find(Stage.KEY).orElseThrow().isLive()).isFalse();
    stage.advance(Duration.ofSeconds(10));
    assertThat(viewer.events).containsExactly("published", "unpublished");
  }
}
