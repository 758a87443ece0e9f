package org.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.api.media.MediaKind;
import org.millrace.doubles.FrameRecorder;
import org.millrace.doubles.RecordedFrame;
import org.millrace.rtmp.client.RtmpClientException;
import org.millrace.rtmp.client.RtmpStatus;
import org.millrace.testkit.media.SyntheticSource;
import org.millrace.testkit.rtmp.PlayedStream;
import org.millrace.testkit.rtmp.PublishedStream;
import org.millrace.testkit.rtmp.RtmpPeer;

class MillraceExtensionTest {
  @RegisterExtension
  static final MillraceExtension SERVER =
      MillraceExtension.of(
          ServerSetup.application("name = 'hello', greeting = 'Good morning'")
              .plugin(HelloProject.compile()));

  @Test
  void whatIsPublishedIsPlayedAndWatched(TestServer server) {
    FrameRecorder watched = server.watch("hello", "cam");
    try (RtmpPeer camera = server.connect("hello");
        RtmpPeer viewer = server.connect("hello")) {
      PublishedStream published = camera.publish("cam");
      published.send(SyntheticSource.standard(), Duration.ofSeconds(1));
      watched.await("25 pictures", it -> watched.frames(MediaKind.VIDEO).size() == 25);
      PlayedStream played = viewer.play("cam");

      RecordedFrame first = played.frames().awaitKeyFrame();

      assertThat(first.codec()).isEqualTo("h264");
      assertThat(watched.frames(MediaKind.VIDEO).get(0)).isEqualTo(first);
      assertThat(watched.frames(MediaKind.AUDIO)).hasSize(44);
      published.close();
      played.awaitStatus("NetStream.Play.UnpublishNotify");
    }
  }

  @Test
  void aSourceCanBeSentAtItsOwnSpeed(TestServer server) {
    FrameRecorder watched = server.watch("hello", "live");
    try (RtmpPeer camera = server.connect("hello")) {
      long begin = System.nanoTime();
      PublishedStream published = camera.publish("live").keepSending(SyntheticSource.standard());
      watched.await("10 pictures", it -> watched.frames(MediaKind.VIDEO).size() >= 10);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
      published.pause();
    }
    assertThat(watched.frames(MediaKind.VIDEO).get(9).dtsMillis()).isEqualTo(360);
  }

  @Test
  void commandsAreAnswered(TestServer server) {
    try (RtmpPeer peer = server.connect("hello")) {
      assertThat(peer.call("greet", "Ann")).isEqualTo("Good morning, Ann");
      assertThat(peer.call("echo", 1, "two", true, null, List.of(3), Map.of("four", 4)))
          .isEqualTo(Arrays.asList(1.0, "two", true, null, List.of(3.0), Map.of("four", 4.0)));
    }
  }

  @Test
  void whatIsRefusedSaysWhy(TestServer server) {
    try (RtmpPeer peer = server.connect("hello")) {
      assertThatExceptionOfType(RtmpClientException.class)
          .isThrownBy(() -> peer.publish("secret"))
          .satisfies(
              e ->
                  assertThat(e.status().map(RtmpStatus::toString))
                      .contains("NetStream.Publish.Denied: nobody publishes secret"));
      assertThatExceptionOfType(RtmpClientException.class)
          .isThrownBy(() -> peer.call("nothingOfTheKind"));
      assertThat(peer.isOpen()).isTrue();
    }
  }

  @Test
  void theLogIsThere(TestServer server) {
    try (RtmpPeer peer = server.connect("hello")) {
      assertThatExceptionOfType(RtmpClientException.class).isThrownBy(() -> peer.call("fail"));
      assertThat(server.log().await("a bug in hello")).startsWith("ERROR ");
    }
    assertThat(server.log().lines("INFO")).contains("plugin hello 0.9.0 started");
  }
}
