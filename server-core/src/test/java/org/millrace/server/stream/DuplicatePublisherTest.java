package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;

class DuplicatePublisherTest {
  private final Stage.Owner first = new Stage.Owner("first");
  private final Stage.Owner second = new Stage.Owner("second");
  private final Viewer viewer = new Viewer();

  private static Stage stage(DuplicatePublisher policy) {
    return new Stage(new PolicyBuilder().duplicates(policy, Duration.ofSeconds(5)).build());
  }

  @Test
  void secondIsRefusedAndTheFirstIsUntouched() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.REFUSE)) {
      Publication publication = stage.publish(stage.publisherLoop, first);
      stage.subscribe(viewer);
      assertThatThrownBy(() -> stage.publish(stage.otherLoop, second))
          .isInstanceOfSatisfying(
              StreamBusyException.class, e -> assertThat(e.key()).isEqualTo(Stage.KEY))
          .hasMessage("live/a is already published by first");
      stage.write(publication, Frames.key(0, "k0"));
      assertThat(viewer.seen).containsExactly("k0");
      assertThat(first.closed).isNull();
    }
  }

  @Test
  void secondTakesOverAndViewersSeeNoEnd() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.TAKE_OVER)) {
      Publication old = stage.publish(stage.publisherLoop, first);
      stage.subscribe(viewer);
      stage.write(old, Frames.key(5_000, "k0"));
      Publication next = stage.publish(stage.otherLoop, second);
      assertThat(old.isOpen()).isFalse();
      stage.write(old, Frames.video(5_040, "v1"));
      stage.write(next, Frames.video(0, "v2"), Frames.key(40, "k3"));
      assertThat(first.closed).isEqualTo(CloseReason.TAKEN_OVER);
      assertThat(viewer.events).containsExactly("published", "published");
      assertThat(viewer.seen).containsExactly("k0", "k3");
      assertThat(viewer.times).isSorted();
      assertThat(old.stream().publisher()).contains("second");
      stage.close(next);
      assertThat(viewer.events).endsWith("unpublished");
    }
  }

  @Test
  void framesThatAreUnderWayAtATakeOverDoNotComeAfterIt() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.TAKE_OVER)) {
      Publication old = stage.publish(stage.publisherLoop, first);
      stage.subscribe(viewer, stage.otherLoop, SubscribeOptions.DEFAULTS);
      stage.write(old, Frames.key(5_000, "k0"));
      stage.writeOnly(old, Frames.video(5_040, "v1"));
      Publication next = stage.publish(stage.otherLoop, second);
      stage.writeOnly(old, Frames.key(5_080, "late"));
      stage.writeOnly(next, Frames.key(0, "k2"));
      stage.run();
      assertThat(viewer.seen).containsExactly("k0", "v1", "k2");
      assertThat(viewer.times).isSorted();
    }
  }

  @Test
  void timeDoesNotGoBackBehindConfigurationsAtTheEndOfTheFirst() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.TAKE_OVER)) {
      Publication old = stage.publish(stage.publisherLoop, first);
      stage.subscribe(viewer);
      stage.write(old, Frames.key(5_000, "k0"));
      stage.write(old, Frames.of(Frames.VIDEO, 5_040, MediaFrame.CONFIG, "c1"));
      stage.write(old, Frames.of(Frames.VIDEO, 5_080, MediaFrame.CONFIG, "c2"));
      Publication next = stage.publish(stage.otherLoop, second);
      stage.write(next, Frames.key(0, "k3"));
      assertThat(viewer.seen).containsExactly("k0", "c1", "c2", "k3");
      assertThat(viewer.times).isSorted();
    }
  }

  @Test
  void silentPublisherIsTakenOverAndABusyOneIsNot() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.TAKE_OVER_SILENT)) {
      Publication old = stage.publish(stage.publisherLoop, first);
      stage.advance(Duration.ofSeconds(4));
      stage.write(old, Frames.key(0, "k0"));
      stage.advance(Duration.ofSeconds(4));
      assertThatThrownBy(() -> stage.publish(stage.otherLoop, second))
          .isInstanceOf(StreamBusyException.class);
      stage.advance(Duration.ofSeconds(1));
      Publication next = stage.publish(stage.otherLoop, second);
      stage.run();
      assertThat(first.closed).isEqualTo(CloseReason.TAKEN_OVER);
      assertThat(next.isOpen()).isTrue();
    }
  }

  @Test
  void publisherThatIsAboutToEndIsNotInTheWay() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.REFUSE)) {
      Publication old = stage.publish(stage.publisherLoop, first);
      CompletableFuture.runAsync(() -> old.stream().unpublish(CloseReason.KICKED)).join();
      Publication next = stage.publish(stage.otherLoop, second);
      stage.run();
      assertThat(first.closed).isEqualTo(CloseReason.KICKED);
      assertThat(next.isOpen()).isTrue();
    }
  }

  @Test
  void takeOverOfATakeOverLeavesOnePublisher() throws Exception {
    try (Stage stage = stage(DuplicatePublisher.TAKE_OVER)) {
      Stage.Owner third = new Stage.Owner("third");
      Publication one = stage.publish(stage.publisherLoop, first);
      Publication two = stage.publish(stage.otherLoop, second);
      Publication three = stage.publish(stage.viewerLoop, third);
      stage.run();
      assertThat(one.isOpen()).isFalse();
      assertThat(two.isOpen()).isFalse();
      assertThat(three.isOpen()).isTrue();
      assertThat(second.closed).isEqualTo(CloseReason.TAKEN_OVER);
      assertThat(third.closed).isNull();
    }
  }
}
