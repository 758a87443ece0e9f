package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.Audience;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameConsumer;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamListener;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamStatistics;
import org.millrace.api.stream.Subscription;

class StreamEngineTest {
  private final Stage stage = new Stage();
  private final Viewer viewer = new Viewer();

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void waitingViewerIsLinkedWhenThePublisherComes() throws Exception {
    stage.subscribe(viewer);
    assertThat(viewer.events).isEmpty();
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"));
    assertThat(viewer.events).containsExactly("published");
    assertThat(viewer.seen).containsExactly("k0", "a1");
  }

  @Test
  void endOfASubscriptionIsTold() throws Exception {
    List<Subscription> ended = new ArrayList<>();
    stage.engine.tellOfEnds(ended::add);
    Subscription first = stage.subscribe(viewer);
    Subscription early = stage.subscribe(new Viewer());
    early.close();
    stage.run();
    assertThat(ended).containsExactly(early);

    first.close();
    stage.run();

    assertThat(ended).containsExactly(early, first);
  }

  @Test
  void batchIsOneCall() throws Exception {
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"), Frames.video(40, "v2"));
    assertThat(viewer.calls).isEqualTo(1);
    stage.write(publication, Frames.video(80, "v3"));
    assertThat(viewer.calls).isEqualTo(2);
  }

  @Test
  void batchesOfABusyLoopAreOneCall() throws Exception {
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    stage.writeOnly(publication, Frames.key(0, "k0"));
    stage.writeOnly(publication, Frames.video(40, "v1"));
    stage.writeOnly(publication, Frames.video(80, "v2"));
    stage.run();
    assertThat(viewer.calls).isEqualTo(1);
    assertThat(viewer.seen).containsExactly("k0", "v1", "v2");
  }

  @Test
  void viewerOnThePublishersLoopIsServedByTheFlush() throws Exception {
    stage.subscribe(viewer, stage.publisherLoop, StreamRegistry.SubscribeOptions.DEFAULTS);
    Publication publication = stage.publish();
    stage.writeOnly(publication, Frames.key(0, "k0"));
    assertThat(viewer.seen).containsExactly("k0");
  }

  @Test
  void latePlayerGetsHeadersThenTheCachedGroup() throws Exception {
    Publication publication = publishWithHeaders();
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.write(publication, Frames.key(80, "k2"), Frames.video(120, "v3"));
    stage.subscribe(viewer, StartMode.GOP);
    stage.write(publication, Frames.video(160, "v4"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k2", "v3", "v4");
    assertThat(viewer.times).containsExactly(80L, 80L, 80L, 80L, 120L, 160L);
  }

  @Test
  void latePlayerInKeyframeModeWaitsForTheNextKeyFrame() throws Exception {
    Publication publication = publishWithHeaders();
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.subscribe(viewer, StartMode.KEYFRAME);
    assertThat(viewer.events).containsExactly("published");
    stage.write(publication, Frames.video(80, "v2"));
    assertThat(viewer.calls).as("calls while there is nothing to take").isZero();
    stage.write(publication, Frames.key(120, "k3"), Frames.video(160, "v4"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k3", "v4");
    assertThat(viewer.times).containsExactly(120L, 120L, 120L, 120L, 160L);
  }

  @Test
  void secondViewerOfALoopStartsLikeTheFirst() throws Exception {
    Publication publication = publishWithHeaders();
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.subscribe(viewer);
    stage.write(publication, Frames.video(80, "v2"));
    Viewer second = new Viewer();
    stage.subscribe(second);
    assertThat(second.seen).containsExactly("meta", "vc", "ac", "k0", "v1", "v2");
  }

  @Test
  void joiningLosesAndDoublesNothingWhateverIsUnderWay() throws Exception {
    Publication publication = stage.publish();
    stage.writeOnly(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    publication.write(Frames.video(80, "v2"));
    stage.engine.subscribe(
        Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.viewerLoop, viewer);
    stage.viewerLoop.runAll();
    stage.writeOnly(publication, Frames.video(120, "v3"));
    stage.publisherLoop.runAll();
    stage.write(publication, Frames.video(160, "v4"));
    assertThat(viewer.seen).containsExactly("k0", "v1", "v2", "v3", "v4");
  }

  @Test
  void audioAloneStartsAtAnyFrame() throws Exception {
    Publication publication = stage.publish();
    stage.write(publication, Frames.config(Frames.AUDIO, 0, "ac"), Frames.audio(0, "a0"));
    stage.write(publication, Frames.audio(20, "a1"));
    stage.subscribe(viewer);
    stage.write(publication, Frames.audio(40, "a2"));
    assertThat(viewer.seen).containsExactly("ac", "a1", "a2");
  }

  @Test
  void whoWaitedGetsTheSoundThatComesBeforeTheFirstPicture() throws Exception {
    stage.subscribe(viewer);
    Publication publication = publishWithHeaders();
    stage.write(publication, Frames.audio(0, "a0"));
    stage.write(publication, Frames.audio(20, "a1"));
    assertThat(viewer.seen).isEmpty();
    stage.write(publication, Frames.key(23, "k2"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "a0", "a1", "k2");
  }

  @Test
  void soundBeforeAPictureThatIsNoKeyFrameIsLeftOut() throws Exception {
    stage.subscribe(viewer);
    Publication publication = publishWithHeaders();
    stage.write(publication, Frames.audio(0, "a0"), Frames.video(20, "v1"), Frames.audio(25, "a2"));
    stage.write(publication, Frames.key(40, "k3"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k3");
  }

  @Test
  void whoSubscribesOnThePublishersLoopBeforeTheFirstFrameMissesNothing() throws Exception {
    Publication publication = stage.publish();
    stage.engine.subscribe(
        Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.viewerLoop, viewer);
    stage.writeOnly(publication, Frames.audio(0, "a0"), Frames.key(0, "k1"));
    stage.writeOnly(publication, Frames.key(40, "k2"));
    publication.close(CloseReason.CLIENT);
    stage.run();
    assertThat(viewer.seen).containsExactly("a0", "k1", "k2");
    assertThat(viewer.events).containsExactly("published", "unpublished");
  }

  @Test
  void whoSubscribedBeforeAShortPublicationSeesAllOfIt() throws Exception {
    stage.engine.subscribe(
        Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.viewerLoop, new Viewer());
    stage.engine.subscribe(
        Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.viewerLoop, viewer);
    Publication publication = stage.publish();
    stage.writeOnly(publication, Frames.key(0, "k0"));
    publication.close(CloseReason.CLIENT);
    stage.run();
    assertThat(viewer.seen).containsExactly("k0");
  }

  @Test
  void subscriberIsNotCalledBeforeItHasItsSubscription() throws Exception {
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"));
    stage.engine.subscribe(
        Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.publisherLoop, viewer);
    assertThat(viewer.events).isEmpty();
    stage.run();
    assertThat(viewer.seen).containsExactly("k0");
  }

  @Test
  void changedConfigurationReachesThoseWhoWatchAndThoseWhoCome() throws Exception {
    Publication publication = publishWithHeaders();
    stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    stage.write(publication, Frames.config(Frames.VIDEO, 40, "vc2"), Frames.key(40, "k1"));
    Viewer late = new Viewer();
    stage.subscribe(late);
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k0", "vc2", "k1");
    assertThat(late.seen).containsExactly("meta", "vc2", "ac", "k1");
  }

  @Test
  void compositionOffsetsAreKept() throws Exception {
    List<Long> offsets = new ArrayList<>();
    FrameConsumer times = frame -> offsets.add(frame.pts() - frame.dts());
    stage.subscribe(times.asSubscriber());
    Publication publication = stage.publish();
    long dts = MediaTime.ofMillis(1_000);
    MediaFrame key = MediaFrame.of(Frames.VIDEO, dts, dts + 77, MediaFrame.KEY, Frames.bytes("k0"));
    MediaFrame jumped = MediaFrame.of(Frames.VIDEO, 0, -33, 0, Frames.bytes("v1"));
    stage.write(publication, key, jumped);
    assertThat(offsets).containsExactly(77L, -33L);
  }

  @Test
  void viewersGoOnWhenThePublisherComesBack() throws Exception {
    Publication first = stage.publish();
    stage.subscribe(viewer);
    stage.write(first, Frames.key(1_000, "k0"), Frames.video(1_040, "v1"));
    stage.close(first);
    assertThat(viewer.events).containsExactly("published", "unpublished");
    Publication second = stage.publish(stage.otherLoop, new Stage.Owner("another"));
    stage.write(second, Frames.video(0, "v2"), Frames.key(40, "k3"), Frames.video(80, "v4"));
    assertThat(viewer.events).containsExactly("published", "unpublished", "published");
    assertThat(viewer.seen).containsExactly("k0", "v1", "k3", "v4");
    assertThat(viewer.times).isSorted();
    assertThat(viewer.times.get(2)).isBetween(1_040L, 1_200L);
  }

  @Test
  void headersAreRepeatedForANewPublisherOnlyIfTheyDiffer() throws Exception {
    Publication first = publishWithHeaders();
    stage.subscribe(viewer);
    stage.write(first, Frames.key(0, "k0"));
    stage.close(first);
    Publication same = publishWithHeaders();
    stage.write(same, Frames.key(0, "k1"));
    stage.close(same);
    Publication other = stage.publish();
    stage.write(other, Frames.config(Frames.VIDEO, 0, "vc2"), Frames.key(0, "k2"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k0", "k1", "vc2", "k2");
  }

  @Test
  void viewerThatLagsReadsTheOldPublicationBeforeTheNewOne() throws Exception {
    Publication first = stage.publish();
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(first, Frames.key(0, "k0"), Frames.video(40, "v1"));
    stage.close(first);
    Publication second = stage.publish();
    stage.write(second, Frames.key(0, "k2"));
    viewer.takeAll(subscription);
    assertThat(viewer.seen).containsExactly("k0", "v1", "k2");
    assertThat(subscription.statistics().framesDropped()).isZero();
  }

  @Test
  void viewerOnABusyLoopDoesNotReadAcrossPublications() throws Exception {
    stage.subscribe(viewer);
    String[][] publications = {{"c0", "k0"}, {"c1", "v1"}, {"c2", "v2", "k2"}};
    for (String[] texts : publications) {
      Publication publication = stage.publish();
      for (String text : texts) {
        int flags = text.startsWith("c") ? MediaFrame.CONFIG : 0;
        flags |= text.startsWith("k") ? MediaFrame.KEY : 0;
        stage.writeOnly(publication, Frames.of(Frames.VIDEO, 0, flags, text));
      }
      if (publications[2] != texts) {
        publication.close(CloseReason.CLIENT);
      }
    }
    stage.run();
    assertThat(viewer.seen).endsWith("c2", "k2").doesNotContain("v1", "v2");
  }

  @Test
  void subscriberThatThrowsIsClosedAndTheOthersGoOn() throws Exception {
    FrameConsumer failing =
        frame -> {
          throw new IllegalStateException("a bug of a plugin");
        };
    Subscription broken = stage.subscribe(failing.asSubscriber());
    stage.subscribe(viewer);
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"));
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(broken.isClosed()).isTrue();
    assertThat(viewer.seen).containsExactly("k0", "v1");
  }

  @Test
  void skippingToLiveStartsAgainWithHeadersAndTheNextKeyFrame() throws Exception {
    Publication publication = publishWithHeaders();
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    subscription.skipToLive();
    viewer.paused = false;
    stage.write(publication, Frames.video(40, "v1"));
    stage.write(publication, Frames.key(80, "k2"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k2");
    assertThat(subscription.statistics().jumps()).isZero();
  }

  @Test
  void closedSubscriptionIsNotCalledAndGivesNothing() throws Exception {
    Publication publication = stage.publish();
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    subscription.close();
    subscription.close();
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(viewer.seen).containsExactly("k0");
    assertThat(viewer.closed).isNull();
    assertThat(subscription.poll()).isNull();
  }

  @Test
  void subscriptionThatIsClosedBeforeItJoinedLeavesNothingBehind() {
    Subscription subscription =
        stage.engine.subscribe(
            Stage.KEY, StreamRegistry.SubscribeOptions.DEFAULTS, stage.viewerLoop, viewer);
    subscription.close();
    stage.run();
    assertThat(stage.engine.find(Stage.KEY)).isEmpty();
  }

  @Test
  void streamWithNeitherPublisherNorSubscriberVanishes() throws Exception {
    assertThat(stage.engine.find(Stage.KEY)).isEmpty();
    Subscription subscription = stage.subscribe(viewer);
    LiveStream stream = stage.engine.find(Stage.KEY).orElseThrow();
    assertThat(stream.isLive()).isFalse();
    Publication publication = stage.publish();
    assertThat(stage.engine.streams()).containsExactly(stream);
    subscription.close();
    stage.run();
    assertThat(stage.engine.find(Stage.KEY)).containsSame(stream);
    stage.close(publication);
    assertThat(stage.engine.streams()).isEmpty();
  }

  @Test
  void streamTellsWhatItCarries() throws Exception {
    Publication publication = publishWithHeaders();
    LiveStream stream = publication.stream();
    assertThat(stream.isLive()).isTrue();
    assertThat(stream.publisher()).contains("test publisher");
    assertThat(stream.publishedAt()).isPresent();
    assertThat(stream.tracks()).containsExactly(Frames.AUDIO, Frames.VIDEO, Frames.DATA);
    Track changed = new Track.Video(0, Frames.VIDEO.codec(), Frames.VIDEO.config(), 64, 64, "");
    stage.write(publication, Frames.of(changed, 40, MediaFrame.KEY, "k"));
    assertThat(stream.tracks()).containsExactly(Frames.AUDIO, changed, Frames.DATA);
  }

  /** Stands for three. */
  private static final class Packager implements Audience {
    @Override
    public int viewers() {
      return 3;
    }

    @Override
    public void onFrames(Subscription subscription) {}

    @Override
    public void onClosed(Subscription subscription, CloseReason reason) {}
  }

  @Test
  void anAudienceCountsAsThoseWhoWatchByIt() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(viewer);
    Subscription packaging = stage.subscribe(new Packager());
    assertThat(publication.stream().statistics().subscribers()).isEqualTo(4);
    packaging.close();
    stage.run();
    assertThat(publication.stream().statistics().subscribers()).isEqualTo(1);
  }

  @Test
  void statisticsCountWhatWentInAndOut() throws Exception {
    Publication publication = stage.publish();
    Viewer wire = new Viewer(LineEncoder.ALL);
    Subscription reading = stage.subscribe(viewer);
    Subscription writing = stage.subscribe(wire);
    stage.write(publication, Frames.key(0, "12345"), Frames.audio(10, "123"));
    StreamStatistics statistics = publication.stream().statistics();
    assertThat(statistics.framesIn()).isEqualTo(2);
    assertThat(statistics.videoFramesIn()).isEqualTo(1);
    assertThat(statistics.audioFramesIn()).isEqualTo(1);
    assertThat(statistics.bytesIn()).isEqualTo(8);
    assertThat(statistics.bytesOut()).isEqualTo(8 + 10);
    assertThat(statistics.subscribers()).isEqualTo(2);
    assertThat(statistics.retainedBytes()).isGreaterThanOrEqualTo(8);
    assertThat(reading.statistics().framesOut()).isEqualTo(2);
    assertThat(writing.statistics().bytesOut()).isEqualTo(10);
    reading.close();
    writing.close();
    stage.run();
    assertThat(publication.stream().statistics().bytesOut()).isEqualTo(18);
  }

  @Test
  void listenersHearOfPublishersUntilTheyAreTakenBack() throws Exception {
    List<String> heard = new ArrayList<>();
    StreamRegistry.Registration registration = stage.engine.addListener(noting(heard));
    Publication publication = stage.publish();
    stage.close(publication);
    assertThat(heard).containsExactly("published live/a", "unpublished live/a CLIENT");
    registration.close();
    stage.publish();
    assertThat(heard).hasSize(2);
  }

  @Test
  void listenersHearTheEndOfAPublisherBeforeTheNextOneBegins() throws Exception {
    List<String> heard = new ArrayList<>();
    stage.engine.addListener(noting(heard));
    Publication first = stage.publish();
    // Ended by another thread than its own: the end waits in its loop's queue.
    CompletableFuture.runAsync(() -> first.close(CloseReason.DISCONNECTED)).join();
    stage.publish(stage.otherLoop, new Stage.Owner("next"));
    stage.otherLoop.runAll();
    stage.run();
    assertThat(heard)
        .containsExactly("published live/a", "unpublished live/a DISCONNECTED", "published live/a");
  }

  private static StreamListener noting(List<String> heard) {
    return new StreamListener() {
      @Override
      public void onPublished(LiveStream stream) {
        heard.add("published " + stream.key());
      }

      @Override
      public void onUnpublished(LiveStream stream, CloseReason reason) {
        heard.add("unpublished " + stream.key() + " " + reason);
      }
    };
  }

  @Test
  void closingTellsAllAndWhoComesLater() throws Exception {
    Stage.Owner owner = new Stage.Owner("test publisher");
    Publication publication = stage.publish(stage.publisherLoop, owner);
    stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    var closed = stage.engine.close().toCompletableFuture();
    assertThat(closed).isNotDone();
    stage.run();
    assertThat(closed).isDone();
    assertThat(owner.closed).isEqualTo(CloseReason.SHUTDOWN);
    assertThat(viewer.closed).isEqualTo(CloseReason.SHUTDOWN);
    Viewer late = new Viewer();
    stage.subscribe(late);
    Stage.Owner lateOwner = new Stage.Owner("late");
    assertThat(stage.publish(stage.publisherLoop, lateOwner).isOpen()).isFalse();
    stage.run();
    assertThat(late.closed).isEqualTo(CloseReason.SHUTDOWN);
    assertThat(lateOwner.closed).isEqualTo(CloseReason.SHUTDOWN);
  }

  @Test
  void framesWrittenAfterTheEndAreReleased() throws Exception {
    Publication publication = stage.publish();
    stage.close(publication);
    MediaFrame late = Frames.key(0, "late");
    publication.write(late);
    assertThat(late.refCnt()).isZero();
  }

  @Test
  void streamsOfOneApplicationDoNotMix() throws Exception {
    StreamKey other = new StreamKey("live", "b");
    Publication publication =
        stage.engine.publish(other, stage.publisherLoop, new Stage.Owner("b"));
    stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    assertThat(viewer.seen).isEmpty();
    assertThat(stage.engine.streams()).hasSize(2);
  }

  @Test
  void publisherWithMoreTracksThanAnyoneHasLosesThoseBeyondTheLimit() throws Exception {
    Publication publication = stage.publish();
    for (int id = 0; id < Tracks.MAX_TRACKS + 10; id++) {
      Track track = new Track.Audio(id, Frames.AUDIO.codec(), Frames.AUDIO.config(), 0, 0, "");
      stage.write(publication, Frames.of(track, 0, MediaFrame.KEY, "a"));
    }
    assertThat(publication.stream().tracks()).hasSize(Tracks.MAX_TRACKS);
    assertThat(publication.stream().statistics().framesIn()).isEqualTo(Tracks.MAX_TRACKS);
  }

  private Publication publishWithHeaders() throws Exception {
    Publication publication = stage.publish();
    stage.write(
        publication,
        Frames.config(Frames.AUDIO, 0, "ac"),
        Frames.config(Frames.VIDEO, 0, "vc"),
        Frames.config(Frames.DATA, 0, "meta"));
    return publication;
  }

  @Test
  void pauseOfThePublisherStaysInTheTimeline() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    stage.advance(Duration.ofSeconds(12));
    stage.write(publication, Frames.key(12_000, "k1"));
    assertThat(viewer.times).containsExactly(0L, 12_000L);
  }
}
