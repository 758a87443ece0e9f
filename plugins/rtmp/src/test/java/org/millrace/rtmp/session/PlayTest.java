package org.millrace.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.rtmp.session.Frames.INTER;
import static org.millrace.rtmp.session.Frames.KEY;
import static org.millrace.rtmp.session.Frames.SOUND;
import static org.millrace.rtmp.session.RtmpPeer.command;

import io.netty.channel.WriteBufferWaterMark;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.stream.CloseReason;
import org.millrace.doubles.FakeSubscription;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;

class PlayTest {
  private static final String START = "onStatus on 1: null, status|NetStream.Play.Start|start...";

  private final RtmpPeer peer = new RtmpPeer();

  @AfterEach
  void close() {
    peer.close();
  }

  private void play(AmfValue... arguments) {
    peer.send(command(1, "play", 0, AmfNull.NULL, arguments));
  }

  private void send(String name, AmfValue... arguments) {
    peer.send(command(1, name, 0, AmfNull.NULL, arguments));
  }

  @Test
  void playIsAnsweredInOrderAndBeforeMedia() {
    peer.withStream();
    play(AmfValue.of("demo?token=x"));
    assertThat(peer.connection.client().playRequests())
        .containsExactly(new PlayRequest("demo", Map.of("token", "x")));
    peer.connection.client().subscriptions().get(0).offer(Frames.of(9, 40, KEY));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "control 0 1",
            "onStatus on 1: null, status|NetStream.Play.Reset|reset...",
            START,
            // "|RtmpSampleAccess", false, false
            "media 18 stream 1 at 0: 0200117c52746d7053616d706c6541636365737301000100",
            "media 9 stream 1 at 40: " + KEY);
  }

  @Test
  void framesOfABatchLeaveInOneWrite() {
    FakeSubscription stream = peer.playing("demo");
    stream.offer(Frames.of(9, 40, KEY), Frames.of(8, 41, SOUND), Frames.of(9, 80, INTER));
    assertThat(peer.server.outboundMessages()).hasSize(1);
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "media 9 stream 1 at 40: " + KEY,
            "media 8 stream 1 at 41: " + SOUND,
            "media 9 stream 1 at 80: " + INTER);
  }

  @Test
  void timeBeyond24BitsArrives() {
    FakeSubscription stream = peer.playing("demo");
    String large = KEY + "00".repeat(200_000);
    stream.offer(Frames.of(9, 16_777_214, KEY), Frames.of(9, 16_777_215, large));
    stream.offer(Frames.of(9, 0x1_0000_0007L, INTER));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "media 9 stream 1 at 16777214: " + KEY,
            "media 9 stream 1 at 16777215: " + large,
            "media 9 stream 1 at 7: " + INTER);
  }

  @Test
  void streamThatIsNotThereIsWaitedFor() {
    peer.connection.client().playNothing();
    FakeSubscription stream = peer.playing("demo");
    stream.published();
    stream.offer(Frames.of(9, 0, KEY));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "control 0 1",
            "onStatus on 1: null, status|NetStream.Play.PublishNotify|demo is now published",
            "media 9 stream 1 at 0: " + KEY);
  }

  @Test
  void viewerOutlivesThePublisher() {
    FakeSubscription stream = peer.playing("demo");
    stream.published();
    stream.unpublished();
    stream.published();
    stream.offer(Frames.of(9, 0, KEY));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, status|NetStream.Play.UnpublishNotify|unpublished...",
            "control 0 1",
            "onStatus on 1: null, status|NetStream.Play.PublishNotify|demo is now published",
            "media 9 stream 1 at 0: " + KEY);
    assertThat(peer.closeReason()).isEmpty();
  }

  @Test
  void viewerNeedNotBeToldThatThePublisherHasGone() {
    peer.with("unpublishNotify", false);
    FakeSubscription stream = peer.playing("demo");
    stream.unpublished();
    stream.published();
    peer.listen();
    assertThat(peer.heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2000, -1000, -2, -1, 0})
  void negativeStartsAreLiveAndSoIsThatOfLibrtmp(double start) {
    peer.withStream();
    play(AmfValue.of("demo"), AmfValue.of(start), AmfValue.of(-1000.0));
    assertThat(peer.heard).contains(START);
  }

  @Test
  void startWithinAFileIsNotFoundIfNothingIsLive() {
    peer.withStream();
    peer.connection.client().playNothing();
    play(AmfValue.of("demo"), AmfValue.of(0.0));
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, error|NetStream.Play.StreamNotFound|"
                + "demo is not live (expected: start below 0 to wait for a live stream)");
    assertThat(peer.connection.client().subscriptions().get(0).isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NetStream.Play.StreamNotFound",
    "BAD_NAME, NetStream.Play.StreamNotFound",
    "NOT_ALLOWED, NetStream.Play.Failed",
    "SHUTDOWN, NetStream.Play.Failed"
  })
  void refusedPlayIsAnswered(Refusal refusal, String code) {
    peer.withStream();
    peer.connection.client().refuse(refusal, "no");
    play(AmfValue.of("demo"));
    assertThat(peer.heard).containsExactly("onStatus on 1: null, error|" + code + "|no");
    assertThat(peer.closeReason()).isEmpty();
  }

  @Test
  void pauseDropsAndGoesOnAtTheLiveEdge() {
    FakeSubscription stream = peer.playing("demo");
    send("pause", AmfValue.of(true), AmfValue.of(0.0));
    stream.offer(Frames.of(9, 0, KEY));
    send("pauseRaw", AmfValue.of(false), AmfValue.of(0.0));
    stream.offer(Frames.of(9, 40, KEY));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, status|NetStream.Pause.Notify|Pausing...",
            "onStatus on 1: null, status|NetStream.Unpause.Notify|Un-pausing...",
            "media 9 stream 1 at 40: " + KEY);
    assertThat(stream.skips()).isEqualTo(2);
  }

  @Test
  void soundAndPicturesCanBeTurnedOffAndOn() {
    FakeSubscription stream = peer.playing("demo");
    send("receiveVideo", AmfValue.of(false));
    stream.offer(Frames.of(9, 0, KEY), Frames.of(8, 1, SOUND));
    send("receiveVideo", AmfValue.of(true));
    send("receiveAudio", AmfValue.of(false));
    stream.offer(Frames.of(9, 2, KEY), Frames.of(8, 3, SOUND));
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "media 8 stream 1 at 1: " + SOUND,
            "onStatus on 1: null, status|NetStream.Seek.Notify|seeking...",
            START,
            "media 9 stream 1 at 2: " + KEY);
    assertThat(stream.skips()).isEqualTo(1);
  }

  @Test
  void seekInALiveStreamFails() {
    peer.playing("demo");
    send("seek", AmfValue.of(1000.0));
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, error|NetStream.Seek.Failed|seek in demo (expected: a file)");
  }

  @Test
  void secondPlayOnAStreamEndsTheFirst() {
    FakeSubscription first = peer.playing("demo");
    play(AmfValue.of("other"));
    assertThat(first.isClosed()).isTrue();
    assertThat(peer.connection.client().subscriptions().get(1).isClosed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"closeStream", "deleteStream"})
  void closingEndsPlaying(String command) {
    FakeSubscription stream = peer.playing("demo");
    peer.send(command(1, command, 0, AmfNull.NULL, AmfValue.of(1.0)));
    assertThat(stream.isClosed()).isTrue();
    assertThat(peer.heard).isEmpty();
  }

  @Test
  void tooSlowViewersAreToldAndDisconnected() {
    FakeSubscription stream = peer.playing("demo");
    stream.subscriber().onClosed(stream, CloseReason.TOO_SLOW);
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, error|NetStream.Play.InsufficientBW|Data is taken too slowly",
            "onStatus on 1: null, status|NetStream.Play.Stop|stop...",
            "control 1 1");
    assertThat(peer.closeReason()).isEqualTo("demo: too slow");
  }

  @Test
  void fullSocketIsWaitedFor() {
    peer.server.config().setWriteBufferWaterMark(new WriteBufferWaterMark(50_000, 100_000));
    FakeSubscription stream = peer.playing("demo");
    peer.server.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    peer.server.runPendingTasks();
    stream.offer(Frames.of(9, 0, KEY), Frames.of(9, 40, INTER));
    peer.listen();
    assertThat(peer.heard).isEmpty();
    assertThat(stream.left()).isEqualTo(2);

    peer.server.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    peer.server.runPendingTasks();
    peer.listen();
    assertThat(peer.heard).hasSize(2);
  }

  @Test
  void longBacklogIsSentInPortions() {
    FakeSubscription stream = peer.playing("demo");
    String large = KEY + "00".repeat(50_000);
    stream.offer(Frames.of(9, 0, large), Frames.of(9, 1, large), Frames.of(9, 2, large));
    assertThat(peer.server.outboundMessages()).hasSize(2);
    peer.listen();
    assertThat(peer.heard).hasSize(3);
  }

  @Test
  void playersOfOneServerShareTheirBytes() {
    FakeSubscription first = peer.playing("demo");
    first.offer(Frames.of(9, 0, KEY));
    try (RtmpPeer other = new RtmpPeer()) {
      FakeSubscription second = other.playing("demo");
      second.offer(Frames.of(9, 0, KEY));
      assertThat(first.encoders()).isEqualTo(second.encoders());
    }
  }

  @Test
  void goneConnectionPlaysNothingMore() {
    FakeSubscription stream = peer.playing("demo");
    peer.server.close();
    assertThat(stream.isClosed()).isTrue();
  }
}
