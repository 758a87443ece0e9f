package org.millrace.doubles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.media.Codec;
import org.millrace.api.media.DecoderConfig;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.MediaTime;
import org.millrace.api.media.Track;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.StreamKey;

class FrameRecorderTest {
  private static final Track AUDIO =
      Track.Audio.of(
          0, Codec.AAC, DecoderConfig.copyOf(Unpooled.wrappedBuffer(new byte[] {0x12, 0x10})));

  private final FrameRecorder recorder = new FrameRecorder(Duration.ofMillis(200));

  private static MediaFrame frame(long millis, int flags, int... bytes) {
    byte[] payload = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      payload[i] = (byte) bytes[i];
    }
    long time = MediaTime.ofMillis(millis);
    return MediaFrame.of(AUDIO, time, time, flags, Unpooled.wrappedBuffer(payload));
  }

  @Test
  void framesAreCopiedAndReleased() {
    FakeSubscription subscription =
        new FakeSubscription(
            new StreamKey("live", "cam"),
            new EmbeddedChannel().eventLoop(),
            recorder.asSubscriber(),
            true);
    MediaFrame config = frame(0, MediaFrame.CONFIG, 0x12, 0x10);
    MediaFrame sound = frame(23, MediaFrame.KEY, 0xDE, 0x02);

    subscription.offer(config, sound);

    assertThat(recorder.frames())
        .extracting(RecordedFrame::toString)
        .containsExactly(
            "AUDIO aac config 0 ms, 2 bytes 1210", "AUDIO aac key 23 ms, 2 bytes de02");
    assertThat(recorder.frames(MediaKind.AUDIO)).hasSize(1);
    assertThat(config.refCnt()).isZero();
    assertThat(sound.refCnt()).isZero();
    recorder.clear();
    assertThat(recorder.frames()).isEmpty();
  }

  @Test
  void waitsForWhatAnotherThreadBrings() {
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> {
              recorder.add(RecordedFrame.of(frame(0, 0, 1)));
              recorder.add(RecordedFrame.of(frame(1, 0, 2)));
              recorder.closed(CloseReason.KICKED);
            });

    assertThat(recorder.awaitFrames(2))
        .extracting(RecordedFrame::payload)
        .containsExactly("01", "02");
    assertThat(recorder.awaitEnd()).isEqualTo("KICKED");
    later.join();
  }

  @Test
  void whatDoesNotComeIsSaidWithWhatHasCome() {
    recorder.add(RecordedFrame.of(frame(40, 0, 1)));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> recorder.awaitFrames(2))
        .withMessage("no 2 frames for PT0.2S; there are 1 frames\n  AUDIO aac 40 ms, 1 bytes 01");
    recorder.end("gone");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(recorder::awaitKeyFrame)
        .withMessageStartingWith("ended (gone) before key frame");
  }
}
