package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.MockTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscription;

class StreamEngineTest {
  private static final StreamKey KEY = new StreamKey("live", "a");

  private final MockTicker clock = TestLoop.clock();
  private final TestLoop publisherLoop = new TestLoop(clock);
  private final TestLoop viewerLoop = new TestLoop(clock);
  private final StreamEngine engine = new StreamEngine(application -> StreamPolicy.DEFAULT);
  private final List<MediaFrame> written = new ArrayList<>();
  private final Owner owner = new Owner();

  private static final class Owner implements PublicationOwner {
    private CloseReason closed;

    @Override
    public String describe() {
      return "test publisher";
    }

    @Override
    public void onClosed(CloseReason reason) {
      closed = reason;
    }
  }

  @AfterEach
  void everythingIsReleased() {
    engine.close();
    run();
    assertThat(engine.streams()).isEmpty();
    assertThat(written).allSatisfy(frame -> assertThat(frame.refCnt()).isZero());
  }

  private void run() {
    for (int i = 0; i < 4; i++) {
      publisherLoop.runAll();
      viewerLoop.runAll();
    }
  }

  private void write(Publication publication, MediaFrame... frames) {
    for (MediaFrame frame : frames) {
      written.add(frame);
      publication.write(frame);
    }
    publication.flush();
    run();
  }

  private Publication publish() throws StreamBusyException {
    return engine.publish(KEY, publisherLoop, owner);
  }

  private Subscription subscribe(Viewer viewer) {
    Subscription subscription =
        engine.subscribe(KEY, SubscribeOptions.DEFAULTS, viewerLoop, viewer);
    run();
    return subscription;
  }

  @Test
  void waitingViewerIsLinkedWhenThePublisherComes() throws Exception {
    Viewer viewer = new Viewer();
    subscribe(viewer);
    assertThat(viewer.events).isEmpty();
    Publication publication = publish();
    write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"));
    assertThat(viewer.events).containsExactly("published");
    assertThat(viewer.seen).containsExactly("k0", "a1");
    assertThat(viewer.calls).isEqualTo(1);
  }

  @Test
  void latePlayerGetsHeadersThenKeyFrame() throws Exception {
    Publication publication = publish();
    write(
        publication,
        Frames.config(Frames.AUDIO, 0, "ac"),
        Frames.config(Frames.VIDEO, 0, "vc"),
        Frames.config(Frames.DATA, 0, "meta"),
        Frames.key(0, "k0"),
        Frames.video(40, "v1"),
        Frames.key(80, "k2"),
        Frames.video(120, "v3"));
    Viewer viewer = new Viewer();
    subscribe(viewer);
    write(publication, Frames.video(160, "v4"));
    assertThat(viewer.seen).containsExactly("meta", "vc", "ac", "k2", "v3", "v4");
    assertThat(viewer.times).containsExactly(80L, 80L, 80L, 80L, 120L, 160L);
  }

  @Test
  void wireFormIsSharedAndSpansFrames() throws Exception {
    Publication publication = publish();
    Viewer first = new Viewer(LineEncoder.ALL);
    Viewer second = new Viewer(new LineEncoder("all", true));
    subscribe(first);
    subscribe(second);
    write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"), Frames.video(40, "v2"));
    assertThat(first.seen).containsExactly("k0", "a1", "v2").isEqualTo(second.seen);
  }

  @Test
  void secondPublisherIsRefusedAndTheFirstIsUntouched() throws Exception {
    Publication first = publish();
    assertThatThrownBy(this::publish)
        .isInstanceOf(StreamBusyException.class)
        .hasMessage("live/a is already published by test publisher");
    assertThat(first.isOpen()).isTrue();
    assertThat(owner.closed).isNull();
  }

  @Test
  void viewersGoOnWhenThePublisherComesBack() throws Exception {
    Viewer viewer = new Viewer();
    Publication first = publish();
    subscribe(viewer);
    write(first, Frames.key(1_000, "k0"), Frames.video(1_040, "v1"));
    first.close(CloseReason.CLIENT);
    run();
    Publication second = publish();
    write(second, Frames.video(0, "v2"), Frames.key(40, "k3"), Frames.video(80, "v4"));
    assertThat(viewer.events).containsExactly("published", "unpublished", "published");
    assertThat(viewer.seen).containsExactly("k0", "v1", "k3", "v4");
    assertThat(viewer.times).containsExactly(1_000L, 1_040L, 1_100L, 1_140L);
  }
}
