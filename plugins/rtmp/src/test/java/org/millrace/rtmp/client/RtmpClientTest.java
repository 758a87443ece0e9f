package org.millrace.rtmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.tag.FlvTagType;
import org.millrace.rtmp.message.RtmpMessage.Acknowledgement;
import org.millrace.rtmp.message.RtmpMessage.Command;
import org.millrace.rtmp.message.RtmpMessage.Media;
import org.millrace.rtmp.message.RtmpMessage.SetPeerBandwidth;
import org.millrace.rtmp.message.RtmpMessage.UserControl;
import org.millrace.rtmp.message.RtmpMessage.WindowAckSize;
import org.millrace.rtmp.message.UserControlEvent;

class RtmpClientTest {
  private final WireServer server = new WireServer("rtmp://example.org/live/studio/one?key=7");
  private final List<String> events = new ArrayList<>();

  private final StreamListener listener =
      new StreamListener() {
        @Override
        public void onStatus(RtmpStatus status) {
          events.add(status.toString());
        }

        @Override
        public void onMedia(int type, long timestamp, ByteBuf body) {
          events.add(type + " at " + timestamp + ": " + ByteBufUtil.hexDump(body));
        }

        @Override
        public void onClosed(String reason) {
          events.add("closed: " + reason);
        }
      };

  @AfterEach
  void close() {
    server.close();
  }

  private ClientStream play() {
    CompletableFuture<ClientStream> playing =
        server.accept().play("one?key=7", listener).toCompletableFuture();
    server.listen();
    server.answer(0, "_result", AmfValue.of(1));
    server.say(WireServer.onStatus(1, "status", "NetStream.Play.Start"));
    events.clear();
    return playing.join();
  }

  private ClientStream publish() {
    CompletableFuture<ClientStream> publishing =
        server.accept().publish("one?key=7", listener).toCompletableFuture();
    server.listen();
    server.answer(0, "_result", AmfValue.of(1));
    server.say(WireServer.onStatus(1, "status", "NetStream.Publish.Start"));
    return publishing.join();
  }

  private static void assertFails(CompletableFuture<?> stage, String message) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(stage::join)
        .havingCause()
        .isInstanceOf(RtmpClientException.class)
        .withMessage(message);
  }

  @Test
  void connectSaysWhereItWantsTo() {
    server.handshake();

    assertThat(server.chain).isEqualTo("outboundRtmp");
    AmfValue object = server.command("connect").object();
    assertThat(object.member("app").asText("")).isEqualTo("live/studio");
    assertThat(object.member("tcUrl").asText("")).isEqualTo("rtmp://example.org:1935/live/studio");
    assertThat(server.connected).isNotDone();
  }

  @Test
  void aRefusedConnectFailsWithTheServersStatusAndCloses() {
    server.handshake();

    server.answer(
        0, "_error", WireServer.status("error", "NetConnection.Connect.Rejected", "full"));

    assertFails(server.connected, "NetConnection.Connect.Rejected: full");
    assertThat(server.client.isOpen()).isFalse();
    assertThat(server.connection.closeReason()).contains("Rejected");
  }

  @Test
  void aServerThatDoesNotAnswerConnectIsNotWaitedForForEver() {
    server.handshake();

    server.client.advanceTimeBy(10, TimeUnit.SECONDS);
    server.client.runScheduledPendingTasks();

    assertFails(
        server.connected, "no answer to connect for 10000 ms (expected: in connectTimeout)");
  }

  @Test
  void aServerThatClosesFailsWhatWaits() {
    CompletableFuture<ClientStream> playing =
        server.accept().play("one", listener).toCompletableFuture();

    server.client.close();

    assertFails(playing, "the server has closed the connection");
  }

  @Test
  void playAsksForTheStreamWithItsQuery() {
    play();

    assertThat(server.commands()).containsExactly("createStream", "play");
    Command play = server.command("play");
    assertThat(play.streamId()).isEqualTo(1);
    assertThat(play.argument(0).asText("")).isEqualTo("one?key=7");
  }

  @Test
  void framesComeWithTypeTimeAndBody() {
    play();

    server.say(
        WireServer.media(FlvTagType.AUDIO, 1, 40, 0xAF, 1),
        WireServer.media(FlvTagType.VIDEO, 1, 0xFFFFFFFFL, 0x17, 1));

    assertThat(events).containsExactly("8 at 40: af01", "9 at 4294967295: 1701");
  }

  @Test
  void aServerThatSendsWithoutAStatusIsPlayedAsWell() {
    CompletableFuture<ClientStream> playing =
        server.accept().play("one", listener).toCompletableFuture();
    server.listen();
    server.answer(0, "_result", AmfValue.of(5));

    server.say(WireServer.media(FlvTagType.VIDEO, 5, 0, 0x17));

    assertThat(playing).isCompleted();
    assertThat(events).containsExactly("9 at 0: 17");
  }

  @Test
  void statusesOnTheConnectionAreForItsOnlyStream() {
    play();

    server.say(WireServer.onStatus(0, "status", "NetStream.Play.UnpublishNotify"));

    assertThat(events).containsExactly("NetStream.Play.UnpublishNotify: because");
  }

  @Test
  void aRefusedStreamFailsWithTheServersStatus() {
    CompletableFuture<ClientStream> playing =
        server.accept().play("one", listener).toCompletableFuture();
    server.listen();
    server.answer(0, "_result", AmfValue.of(1));

    server.say(WireServer.onStatus(1, "error", "NetStream.Play.StreamNotFound"));

    assertFails(playing, "NetStream.Play.StreamNotFound: because");
    assertThat(events).containsExactly("NetStream.Play.StreamNotFound: because");
    assertThat(server.client.isOpen()).isTrue();
  }

  @Test
  void publishIsPrecededByWhatEncodersSend() {
    publish();

    assertThat(server.commands())
        .containsExactly("releaseStream", "FCPublish", "createStream", "publish");
    assertThat(server.command("publish").argument(1).asText("")).isEqualTo("live");
  }

  @Test
  void errorsOfCommandsThatDoNotMatterAreIgnored() {
    CompletableFuture<RtmpClient> connected = server.handshake().connected;
    server.answer(0, "_result");
    server.heard.clear();
    CompletableFuture<ClientStream> publishing =
        connected.join().publish("one", listener).toCompletableFuture();
    server.listen();
    Command release = server.command("releaseStream");

    server.say(
        new Command(
            0,
            "_error",
            release.transactionId(),
            AmfValue.AmfNull.NULL,
            List.of(WireServer.status("error", "NetConnection.Call.Failed", "no such method"))));

    assertThat(publishing).isNotDone();
  }

  @Test
  void whatIsSentArrivesInLargeChunks() {
    ClientStream stream = publish();
    server.heard.clear();
    byte[] body = new byte[60_000];

    stream.send(FlvTagType.VIDEO, 80, Unpooled.wrappedBuffer(body));
    stream.flush();
    ByteBuf wire = server.client.readOutbound();

    assertThat(wire.readableBytes()).isEqualTo(12 + body.length);
    wire.release();
  }

  @Test
  void whatIsSentIsAMessageOfTheStream() {
    ClientStream stream = publish();
    server.heard.clear();

    stream.send(FlvTagType.AUDIO, 23, Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    stream.flush();
    server.listen();

    assertThat(server.heard)
        .singleElement()
        .isInstanceOfSatisfying(
            Media.class,
            media -> {
              assertThat(media.typeId()).isEqualTo(FlvTagType.AUDIO);
              assertThat(media.streamId()).isEqualTo(1);
              assertThat(media.timestamp()).isEqualTo(23);
              assertThat(media.body().readableBytes()).isEqualTo(3);
            });
  }

  @Test
  void pingsAndBandwidthsAreAnswered() {
    server.accept();

    server.say(
        new UserControl(UserControlEvent.PING_REQUEST, 4711),
        new SetPeerBandwidth(5000, 2),
        new SetPeerBandwidth(5000, 2));

    assertThat(server.heard)
        .containsExactly(
            new UserControl(UserControlEvent.PING_RESPONSE, 4711), new WindowAckSize(5000));
  }

  @Test
  void bytesAreAcknowledgedAsTheServerWants() {
    play();
    server.say(new WindowAckSize(1000));
    server.heard.clear();

    server.say(WireServer.media(FlvTagType.VIDEO, 1, 0, new int[800]));
    server.say(WireServer.media(FlvTagType.VIDEO, 1, 40, new int[800]));

    assertThat(server.heard).hasAtLeastOneElementOfType(Acknowledgement.class);
  }

  @Test
  void discardedInputIsCountedAndAcknowledgedButNotLookedAt() {
    ClientStream stream = play();
    server.say(new WindowAckSize(1000));
    long before = stream.client().receivedBytes();
    server.heard.clear();

    stream.client().discardInput();
    server.client.writeInbound(Unpooled.wrappedBuffer(new byte[3000]));
    server.listen();

    assertThat(events).isEmpty();
    assertThat(stream.client().receivedBytes()).isEqualTo(before + 3000);
    assertThat(server.heard).containsExactly(new Acknowledgement(before + 3000));
    assertThat(server.client.isOpen()).isTrue();
  }

  @Test
  void inputCanBeDiscardedByTheListenerItself() {
    CompletableFuture<ClientStream> playing =
        server.accept().play("one", listener).toCompletableFuture();
    playing.thenAccept(stream -> stream.client().discardInput());
    server.listen();
    server.answer(0, "_result", AmfValue.of(1));

    server.say(
        WireServer.onStatus(1, "status", "NetStream.Play.Start"),
        WireServer.media(FlvTagType.VIDEO, 1, 0, 0x17, 0),
        WireServer.media(FlvTagType.VIDEO, 1, 40, 0x27, 1));

    assertThat(events).containsExactly("NetStream.Play.Start: because");
    assertThat(server.client.isOpen()).isTrue();
  }

  @Test
  void listenersHearOfTheEndOnce() {
    ClientStream stream = play();

    stream.client().close("enough");

    assertThat(events).containsExactly("closed: enough");
    assertThat(server.connection.closeReason()).isEqualTo("enough");
  }

  @Test
  void badInputEndsTheConnectionWithItsReason() {
    play();

    // chunk stream 9 begins with a type-3 header
    server.client.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0xC9}));

    assertThat(events).singleElement().asString().startsWith("closed: chunk stream 9: begins");
  }

  @Test
  void aClosedStreamIsDeletedAndHearsNoMore() {
    ClientStream stream = play();
    server.heard.clear();

    stream.close();
    server.listen();
    server.client.close();

    assertThat(server.commands()).containsExactly("deleteStream");
    assertThat(events).isEmpty();
  }
}
