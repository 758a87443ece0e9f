package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LagPolicy;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscription;

class SlowSubscriberTest {
  private static final int MEGABYTE = 1 << 20;

  private final Stage stage =
      new Stage(
          new PolicyBuilder()
              .maxLag(Duration.ofSeconds(2))
              .maxStall(Duration.ofSeconds(8))
              .groupCache(8 * MEGABYTE, Duration.ofSeconds(20))
              .build());
  private final Viewer slow = new Viewer();
  private final Viewer fast = new Viewer();

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void viewerWithinItsLagMissesNothing() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(1_000, "v1"));
    stage.write(publication, Frames.key(1_900, "k2"));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("k0", "v1", "k2");
  }

  @Test
  void viewerBeyondItsLagJumpsToTheNewestKeyFrame() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(fast);
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.write(publication, Frames.key(1_000, "k2"), Frames.video(1_040, "v3"));
    stage.write(publication, Frames.key(2_000, "k4"), Frames.video(2_040, "v5"));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("k4", "v5");
    assertThat(subscription.statistics().framesDropped()).isEqualTo(4);
    assertThat(subscription.statistics().jumps()).isEqualTo(1);
    assertThat(publication.stream().statistics().framesDropped()).isEqualTo(4);
    assertThat(fast.seen).containsExactly("k0", "v1", "k2", "v3", "k4", "v5");
  }

  @Test
  void jumpRepeatsHeadersOnlyIfTheyHaveChanged() throws Exception {
    Publication publication = stage.publish();
    Subscription subscription = stage.subscribe(slow);
    stage.write(publication, Frames.config(Frames.VIDEO, 0, "vc"), Frames.key(0, "k0"));
    slow.paused = true;
    stage.write(publication, Frames.video(40, "v1"), Frames.key(3_000, "k2"));
    slow.takeAll(subscription);
    stage.write(publication, Frames.config(Frames.VIDEO, 3_040, "vc2"), Frames.video(3_040, "v3"));
    stage.write(publication, Frames.key(6_000, "k4"));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("vc", "k0", "k2", "vc2", "k4");
  }

  @Test
  void viewerInALongGroupGoesOnReadingBecauseThereIsNothingToJumpTo() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(4_000, "v1"));
    stage.write(publication, Frames.video(8_000, "v2"));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("k0", "v1", "v2");
  }

  @Test
  void viewerWhoseFramesAreGoneWaitsForAKeyFrame() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    stage.write(publication, Frames.key(0, "k0"));
    for (int i = 0; i < 10; i++) {
      stage.write(publication, fat(40 + i, "v" + i));
    }
    slow.takeAll(subscription);
    assertThat(slow.seen).isEmpty();
    stage.write(publication, Frames.key(100, "k11"));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("k11");
    assertThat(subscription.statistics().framesDropped()).isEqualTo(11);
  }

  @Test
  void memoryIsBoundedHoweverLongAViewerReadsNothing() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    stage.subscribe(slow);
    for (int i = 0; i < 100; i++) {
      stage.write(publication, fat(i, "v" + i));
    }
    assertThat(publication.stream().statistics().retainedBytes()).isLessThan(9 * MEGABYTE);
    assertThat(stage.heldFrames()).isLessThan(9);
  }

  @Test
  void framesThatAllHaveReadAreNotKept() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(fast);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.write(publication, Frames.key(80, "k2"));
    assertThat(stage.heldFrames()).as("the newest group alone").isEqualTo(1);
  }

  @Test
  void ownLagPolicyGoesBeforeTheApplications() throws Exception {
    Publication publication = stage.publish();
    LagPolicy patient = new LagPolicy(Duration.ofSeconds(60), Duration.ZERO);
    slow.paused = true;
    Subscription subscription =
        stage.subscribe(slow, stage.viewerLoop, new SubscribeOptions(null, patient));
    stage.subscribe(fast);
    stage.write(publication, Frames.key(0, "k0"), Frames.key(5_000, "k1"));
    stage.write(publication, Frames.key(10_000, "k2"));
    stage.advance(Duration.ofMinutes(10));
    slow.takeAll(subscription);
    assertThat(slow.seen).containsExactly("k0", "k1", "k2");
  }

  @Test
  void viewerThatTakesNothingIsClosedAsTooSlow() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    stage.subscribe(slow);
    stage.subscribe(fast);
    stage.write(publication, Frames.key(0, "k0"));
    stage.advance(Duration.ofSeconds(2));
    stage.advance(Duration.ofSeconds(5));
    assertThat(slow.closed).isNull();
    stage.advance(Duration.ofSeconds(5));
    assertThat(slow.closed).isEqualTo(CloseReason.TOO_SLOW);
    assertThat(fast.closed).as("who has read all there is waits, and does not stall").isNull();
  }

  @Test
  void viewerThatTakesALittleIsNotClosed() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    for (int i = 0; i < 20; i++) {
      stage.write(publication, Frames.key(i, "k" + i), Frames.video(i, "v" + i));
      slow.takeOne(subscription);
      stage.advance(Duration.ofSeconds(3));
    }
    assertThat(slow.closed).isNull();
  }

  @Test
  void viewerThatIsPausedAndSkipsIsNotClosed() throws Exception {
    Publication publication = stage.publish();
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    for (int i = 0; i < 20; i++) {
      stage.write(publication, Frames.key(i, "k" + i));
      subscription.skipToLive();
      stage.advance(Duration.ofSeconds(3));
    }
    assertThat(slow.closed).isNull();
  }

  @Test
  void waitingForAPublisherIsNotStalling() {
    stage.subscribe(slow);
    stage.advance(Duration.ofMinutes(1));
    assertThat(slow.closed).isNull();
  }

  @Test
  void loopThatIsStuckCostsBoundedMemoryAndGoesOnAtAKeyFrame() throws Exception {
    Publication publication = stage.publish();
    Subscription subscription = stage.subscribe(slow, stage.otherLoop, SubscribeOptions.DEFAULTS);
    stage.subscribe(fast);
    stage.write(publication, Frames.key(0, "k0"));
    for (int i = 1; i <= 50; i++) {
      stage.writeOnly(publication, fat(i, "v" + i));
      stage.viewerLoop.runAll();
    }
    assertThat(stage.heldFrames()).isLessThan(20);
    stage.otherLoop.runAll();
    stage.write(publication, Frames.video(51, "v51"));
    stage.write(publication, Frames.key(52, "k52"), Frames.video(53, "v53"));
    assertThat(slow.seen).startsWith("k0", "v1").endsWith("k52", "v53").doesNotContain("v51");
    long missed = 54 - slow.seen.size();
    assertThat(subscription.statistics().framesDropped()).isEqualTo(missed);
    assertThat(fast.seen).hasSize(54);
  }

  @Test
  void loopThatWasStuckForAShortTimeMissesNothingThatIsCached() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(slow, stage.otherLoop, SubscribeOptions.DEFAULTS);
    stage.write(publication, Frames.key(0, "k0"));
    for (int i = 1; i <= 9; i++) {
      stage.writeOnly(publication, fat(i, "v" + i));
    }
    stage.writeOnly(publication, Frames.key(10, "k10"));
    stage.writeOnly(publication, Frames.video(11, "v11"));
    stage.otherLoop.runAll();
    stage.write(publication, Frames.video(12, "v12"));
    assertThat(slow.seen).endsWith("k10", "v11", "v12");
  }

  private static MediaFrame fat(long millis, String text) {
    return Frames.video(millis, text + "#".repeat(MEGABYTE));
  }
}
