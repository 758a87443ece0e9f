package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;

class PublisherTimeoutTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Stage.Owner owner = new Stage.Owner("test publisher");

  private static Stage stage(Duration firstFrame, Duration silence) {
    return new Stage(new PolicyBuilder().timeouts(firstFrame, silence).build());
  }

  @Test
  void publisherWithoutAFirstFrameIsEnded() throws Exception {
    try (Stage stage = stage(SECOND.multipliedBy(20), SECOND.multipliedBy(30))) {
      stage.publish(stage.publisherLoop, owner);
      stage.advance(SECOND.multipliedBy(19));
      assertThat(owner.closed).isNull();
      stage.advance(SECOND);
      assertThat(owner.closed).isEqualTo(CloseReason.SILENT);
    }
  }

  @Test
  void publisherThatFallsSilentIsEndedAndItsViewersAreTold() throws Exception {
    try (Stage stage = stage(SECOND, SECOND.multipliedBy(30))) {
      Viewer viewer = new Viewer();
      stage.subscribe(viewer);
      Publication publication = stage.publish(stage.publisherLoop, owner);
      stage.write(publication, Frames.key(0, "k0"));
      stage.advance(SECOND.multipliedBy(29));
      stage.write(publication, Frames.video(40, "v1"));
      stage.advance(SECOND.multipliedBy(29));
      assertThat(owner.closed).isNull();
      stage.advance(SECOND);
      assertThat(owner.closed).isEqualTo(CloseReason.SILENT);
      assertThat(viewer.events).containsExactly("published", "unpublished");
    }
  }

  @Test
  void zeroMeansNever() throws Exception {
    try (Stage stage = stage(Duration.ZERO, Duration.ZERO)) {
      stage.publish(stage.publisherLoop, owner);
      stage.advance(Duration.ofDays(1));
      assertThat(owner.closed).isNull();
    }
  }

  @Test
  void silenceCountsFromTheFirstFrameIfThatMayComeLate() throws Exception {
    try (Stage stage = stage(Duration.ZERO, SECOND.multipliedBy(10))) {
      Publication publication = stage.publish(stage.publisherLoop, owner);
      stage.advance(SECOND.multipliedBy(100));
      stage.write(publication, Frames.key(0, "k0"));
      assertThat(owner.closed).isNull();
      stage.advance(SECOND.multipliedBy(20));
      assertThat(owner.closed).isEqualTo(CloseReason.SILENT);
    }
  }

  @Test
  void publisherThatHasEndedIsNotEndedAgain() throws Exception {
    try (Stage stage = stage(SECOND, SECOND)) {
      Publication publication = stage.publish(stage.publisherLoop, owner);
      stage.close(publication);
      stage.advance(SECOND.multipliedBy(10));
      assertThat(owner.closed).isNull();
    }
  }
}
