package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.FrameEncoder;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.Subscription;

class WireFormTest {
  private final Stage stage = new Stage(new PolicyBuilder().maxLag(Duration.ofMinutes(1)).build());

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  /** Counts what it is asked for; equal to every other. */
  private static final class CountingEncoder implements FrameEncoder {
    private static int encoded;
    private static int compared;

    @Override
    public int maxLength(MediaFrame frame) {
      return LineEncoder.ALL.maxLength(frame);
    }

    @Override
    public void encode(MediaFrame frame, ByteBuf out) {
      encoded++;
      LineEncoder.ALL.encode(frame, out);
    }

    @Override
    public boolean equals(Object other) {
      compared++;
      return other instanceof CountingEncoder;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void bytesAreMadeOnceForAllWhoseEncodersAreEqual() throws Exception {
    Publication publication = stage.publish();
    List<Viewer> viewers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Viewer viewer = new Viewer(new CountingEncoder());
      viewers.add(viewer);
      stage.subscribe(viewer);
    }
    CountingEncoder.encoded = 0;
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"));
    CountingEncoder.compared = 0;
    stage.write(publication, Frames.video(40, "v2"));
    assertThat(CountingEncoder.compared).as("comparisons once all have their view").isZero();
    assertThat(CountingEncoder.encoded).isEqualTo(3);
    assertThat(viewers).allSatisfy(v -> assertThat(v.seen).containsExactly("k0", "a1", "v2"));
  }

  @Test
  void framesOfABatchAreOneContiguousBuffer() throws Exception {
    Publication publication = stage.publish();
    Viewer viewer = new Viewer(LineEncoder.ALL);
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"), Frames.video(40, "v2"));
    ByteBuf bytes = subscription.poll(LineEncoder.ALL, 1 << 20);
    assertThat(bytes.nioBufferCount()).isEqualTo(1);
    assertThat(bytes.readableBytes()).isEqualTo(9);
    bytes.release();
    assertThat(subscription.poll(LineEncoder.ALL, 1 << 20)).isNull();
  }

  @Test
  void whatIsTakenFitsButOneFrameIsTakenWhole() throws Exception {
    Publication publication = stage.publish();
    Viewer viewer = new Viewer(LineEncoder.ALL);
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(1, "v1"), Frames.video(2, "longer"));
    assertThat(viewer.takeOne(subscription, 6)).isEqualTo(6);
    assertThat(viewer.takeOne(subscription, 6)).isEqualTo(7);
    assertThat(viewer.takeOne(subscription, 6)).isZero();
    assertThat(viewer.seen).containsExactly("k0", "v1", "longer");
  }

  @Test
  void headersAreTakenInPartsToo() throws Exception {
    Publication publication = stage.publish();
    Viewer viewer = new Viewer(LineEncoder.ALL);
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(
        publication,
        Frames.config(Frames.VIDEO, 0, "vc"),
        Frames.config(Frames.AUDIO, 0, "ac"),
        Frames.key(0, "k0"));
    assertThat(viewer.takeOne(subscription, 1)).isEqualTo(3);
    assertThat(viewer.takeOne(subscription, 100)).isEqualTo(3);
    assertThat(viewer.takeOne(subscription, 100)).isEqualTo(3);
    assertThat(viewer.seen).containsExactly("vc", "ac", "k0");
  }

  @Test
  void framesWithoutAWireFormAreLeftOut() throws Exception {
    Publication publication = stage.publish();
    Viewer listener = new Viewer(new LineEncoder("audio", false));
    Subscription subscription = stage.subscribe(listener);
    stage.write(
        publication,
        Frames.config(Frames.VIDEO, 0, "vc"),
        Frames.config(Frames.AUDIO, 0, "ac"),
        Frames.key(0, "k0"),
        Frames.audio(10, "a1"),
        Frames.video(40, "v2"));
    stage.write(publication, Frames.video(80, "v3"));
    stage.write(publication, Frames.audio(90, "a4"));
    assertThat(listener.seen).containsExactly("ac", "a1", "a4");
    assertThat(subscription.statistics().framesOut()).isEqualTo(2);
    assertThat(subscription.statistics().framesDropped()).isZero();
  }

  @Test
  void longBacklogIsEncodedInRuns() throws Exception {
    Publication publication = stage.publish();
    Viewer viewer = new Viewer(LineEncoder.ALL);
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"));
    for (int i = 1; i <= 10; i++) {
      stage.write(publication, Frames.video(i, "v" + i + "#".repeat(100_000)));
    }
    assertThat(viewer.takeOne(subscription, 10 << 20)).isBetween(200_000, 256 << 10);
    viewer.takeAll(subscription);
    assertThat(viewer.seen).hasSize(11);
  }

  @Test
  void otherEncoderOfTheSameViewerGoesOnWhereTheFirstStopped() throws Exception {
    Publication publication = stage.publish();
    Viewer viewer = new Viewer(LineEncoder.ALL);
    viewer.paused = true;
    Subscription subscription = stage.subscribe(viewer);
    stage.write(publication, Frames.key(0, "k0"), Frames.video(1, "v1"), Frames.audio(2, "a2"));
    assertThat(viewer.takeOne(subscription, 1)).isEqualTo(3);
    ByteBuf rest = subscription.poll(new LineEncoder("audio", false), 100);
    assertThat(rest.readableBytes()).isEqualTo(3);
    rest.release();
  }

  @Test
  void bytesThatAllHaveReadAreNotKept() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(new Viewer(LineEncoder.ALL));
    stage.write(publication, Frames.key(0, "k0"));
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(stage.allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void groupIsKeptInWireFormForAsLongAsManyReadIt() throws Exception {
    Publication publication = stage.publish();
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      subscriptions.add(stage.subscribe(new Viewer(LineEncoder.ALL)));
    }
    stage.write(publication, Frames.key(0, "k0"));
    assertThat(stage.allocator.metric().usedDirectMemory()).isEqualTo(3);
    subscriptions.subList(0, 19).forEach(Subscription::close);
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(stage.allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void memoryIsBoundedHoweverManyWireFormsAreRead() throws Exception {
    Publication publication = stage.publish();
    List<Viewer> viewers = new ArrayList<>();
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      // Of each wire form one viewer who reads all, and one who has read almost nothing.
      LineEncoder encoder = new LineEncoder("form " + i, true);
      stage.subscribe(new Viewer(encoder));
      Viewer slow = new Viewer(encoder);
      slow.paused = true;
      viewers.add(slow);
      subscriptions.add(stage.subscribe(slow));
    }
    stage.write(publication, Frames.key(0, "k0"));
    for (int i = 1; i <= 12; i++) {
      stage.write(publication, Frames.video(i, "v" + i + "#".repeat(1 << 20)));
    }
    assertThat(stage.allocator.metric().usedDirectMemory()).isLessThan(20 << 20);
    for (int i = 0; i < 20; i++) {
      viewers.get(i).takeAll(subscriptions.get(i));
      assertThat(viewers.get(i).seen).hasSize(13);
    }
  }

  @Test
  void encoderThatThrowsClosesItsSubscriptionAndHoldsNothing() throws Exception {
    FrameEncoder broken =
        new FrameEncoder() {
          @Override
          public int maxLength(MediaFrame frame) {
            return 10;
          }

          @Override
          public void encode(MediaFrame frame, ByteBuf out) {
            throw new IllegalStateException("a bug of a plugin");
          }
        };
    Publication publication = stage.publish();
    Viewer victim = new Viewer(broken);
    Viewer other = new Viewer(LineEncoder.ALL);
    stage.subscribe(victim);
    stage.subscribe(other);
    stage.write(publication, Frames.config(Frames.VIDEO, 0, "vc"), Frames.key(0, "k0"));
    assertThat(victim.closed).isEqualTo(CloseReason.FAILED);
    assertThat(other.seen).containsExactly("vc", "k0");
  }
}
