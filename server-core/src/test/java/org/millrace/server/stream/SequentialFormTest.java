package org.millrace.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.SequentialEncoder;
import org.millrace.api.stream.StartMode;
import org.millrace.api.stream.Subscription;

class SequentialFormTest {
  private final Stage stage =
      new Stage(new PolicyBuilder().resumeWindow(Duration.ofSeconds(10)).build());

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  /** The number of the frame among all that this one has encoded, its payload and a line feed. */
  private static final class NumberingEncoder implements SequentialEncoder {
    private int encoded;

    @Override
    public int maxLength(MediaFrame frame) {
      return 1;
    }

    @Override
    public void encode(MediaFrame frame, ByteBuf out) {
      out.writeCharSequence(encoded++ + " " + Frames.text(frame) + "\n", StandardCharsets.UTF_8);
    }

    @Override
    public void retime(ByteBuf encoded, MediaFrame frame, ByteBuf out) {
      out.writeCharSequence(MediaTime.toMillis(frame.dts()) + " at ", StandardCharsets.UTF_8);
      out.writeBytes(encoded);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NumberingEncoder;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void framesAreEncodedOnceAndInOrderWhereverViewersStart() throws Exception {
    List<NumberingEncoder> encoders = new ArrayList<>();
    List<Viewer> late = new ArrayList<>();
    List<Viewer> whole = new ArrayList<>();
    Publication publication = stage.publish();
    stage.write(publication, Frames.config(Frames.VIDEO, 0, "vc"));
    stage.write(publication, Frames.key(0, "k0"), Frames.video(40, "v1"));
    for (int i = 0; i < 50; i++) {
      late.add(viewer(encoders));
      stage.subscribe(late.get(i), StartMode.KEYFRAME);
      whole.add(viewer(encoders));
      stage.subscribe(whole.get(i), StartMode.GOP);
    }
    stage.write(publication, Frames.video(80, "v2"));
    stage.write(publication, Frames.key(120, "k3"), Frames.audio(121, "a4"));
    assertThat(whole)
        .allSatisfy(
            v -> assertThat(v.seen).containsExactly("0 k0", "1 v1", "2 v2", "3 k3", "4 a4"));
    assertThat(late).allSatisfy(v -> assertThat(v.seen).containsExactly("3 k3", "4 a4"));
    assertThat(encoders.stream().mapToInt(encoder -> encoder.encoded).sum()).isEqualTo(5);
  }

  @Test
  void whoCatchesUpGetsTheSameBytesAtOtherTimes() throws Exception {
    List<NumberingEncoder> encoders = new ArrayList<>();
    Publication publication = stage.publish();
    stage.write(publication, Frames.key(0, "k0"), Frames.audio(10, "a1"), Frames.video(40, "v2"));
    Viewer first = viewer(encoders);
    stage.subscribe(first, StartMode.GOP);
    Viewer viewer = viewer(encoders);
    stage.subscribe(viewer, StartMode.CATCHUP);
    stage.write(publication, Frames.video(80, "v3"));
    assertThat(viewer.seen).containsExactly("39 at 0 k0", "40 at 2 v2", "3 v3");
    assertThat(encoders.get(0).encoded).isEqualTo(4);
    assertThat(encoders.get(1).encoded).isZero();
  }

  @Test
  void numbersRunOnOverPublishers() throws Exception {
    List<NumberingEncoder> encoders = new ArrayList<>();
    Publication first = stage.publish();
    Viewer fast = viewer(encoders);
    stage.subscribe(fast);
    Viewer slow = viewer(encoders);
    slow.paused = true;
    Subscription subscription = stage.subscribe(slow);
    stage.write(first, Frames.key(0, "k0"));
    stage.close(first);
    stage.write(stage.publish(), Frames.key(0, "k1"));
    slow.takeAll(subscription);
    assertThat(fast.seen).containsExactly("0 k0", "1 k1");
    assertThat(slow.seen).containsExactly("0 k0", "1 k1");
  }

  @Test
  void bytesStayAsLongAsTheFrames() throws Exception {
    Publication publication = stage.publish();
    stage.subscribe(viewer(new ArrayList<>()));
    stage.write(publication, Frames.key(0, "k0"));
    stage.write(publication, Frames.video(40, "v1"));
    assertThat(stage.engine.find(Stage.KEY).orElseThrow().statistics().bytesOut()).isEqualTo(10);
    assertThat(stage.allocator.metric().usedDirectMemory()).isGreaterThanOrEqualTo(10);
    long before = stage.allocator.metric().usedDirectMemory();
    stage.write(publication, Frames.key(80, "k2"));
    stage.write(publication, Frames.video(120, "v3"));
    assertThat(stage.allocator.metric().usedDirectMemory()).isEqualTo(before);
  }

  private static Viewer viewer(List<NumberingEncoder> encoders) {
    NumberingEncoder encoder = new NumberingEncoder();
    encoders.add(encoder);
    return new Viewer(encoder);
  }
}
