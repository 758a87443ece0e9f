package org.millrace.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.rtmp.session.Frames.INTER;
import static org.millrace.rtmp.session.Frames.KEY;
import static org.millrace.rtmp.session.Frames.SOUND;
import static org.millrace.rtmp.session.Frames.recorded;
import static org.millrace.rtmp.session.RtmpPeer.command;
import static org.millrace.rtmp.session.RtmpPeer.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.stream.CloseReason;
import org.millrace.doubles.FakePublication;
import org.millrace.flv.amf.Amf0Encoder;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.rtmp.message.RtmpMessage.Media;

class PublishTest {
  private static final String UNPUBLISHED =
      "onStatus on 1: null, status|NetStream.Unpublish.Success|demo is now unpublished";

  private final RtmpPeer peer = new RtmpPeer();

  @AfterEach
  void close() {
    peer.close();
    assertThat(peer.closeReason())
        .satisfiesAnyOf(
            reason -> assertThat(reason).isNull(),
            reason -> assertThat(reason).doesNotContain("BUG"));
  }

  private void publish(int streamId, AmfValue name, String type) {
    peer.send(command(streamId, "publish", 0, AmfNull.NULL, name, AmfValue.of(type)));
  }

  private static Media data(int streamId, AmfValue... values) {
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.writeAll(List.of(values), body);
    return new Media(18, streamId, 0, body);
  }

  private static String hex(AmfValue... values) {
    ByteBuf body = Unpooled.buffer();
    Amf0Encoder.writeAll(List.of(values), body);
    return ByteBufUtil.hexDump(body);
  }

  @ParameterizedTest
  @CsvSource({"live, NONE", "record, RECORD", "append, APPEND", "whatever, NONE"})
  void publishIsAskedForWithNameTypeAndQuery(String type, Recording recording) {
    peer.withStream();
    publish(1, AmfValue.of(" flv:demo?token=x&y "), type);
    assertThat(peer.connection.client().publishRequests())
        .containsExactly(new PublishRequest("flv:demo", recording, Map.of("token", "x", "y ", "")));
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, status|NetStream.Publish.Start|Stream `flv:demo` is now published");
  }

  @Test
  void messagesBecomeFramesOfOneBatch() {
    FakePublication publication = peer.publishing("demo");
    peer.send(media(9, 40, KEY), media(8, 41, SOUND), media(9, 80, INTER));
    assertThat(publication.frames())
        .containsExactly(recorded(9, 40, KEY), recorded(8, 41, SOUND), recorded(9, 80, INTER));
  }

  @Test
  void timeGoesOnWhere32BitsEnd() {
    FakePublication publication = peer.publishing("demo");
    peer.send(media(9, 0xFFFFFFF0L, KEY), media(8, 0xFFFFFFFFL, SOUND), media(9, 0x10, INTER));
    peer.send(media(8, 0xFFFFFFFEL, SOUND));
    assertThat(publication.frames())
        .containsExactly(
            recorded(9, 4294967280L, KEY),
            recorded(8, 4294967295L, SOUND),
            recorded(9, 4294967312L, INTER),
            recorded(8, 4294967294L, SOUND));
  }

  @Test
  void metadataIsPassedOnWithoutTheInstruction() {
    FakePublication publication = peer.publishing("demo");
    AmfValue name = AmfValue.of("onMetaData");
    AmfValue metadata = RtmpPeer.object("width", 640.0);
    peer.send(data(1, AmfValue.of("@setDataFrame"), name, metadata));
    peer.send(data(1, name, metadata));
    peer.send(data(1, AmfValue.of("onCuePoint"), AmfValue.of(1)));
    assertThat(publication.frames())
        .containsExactly(
            recorded(18, 0, hex(name, metadata)),
            recorded(18, 0, hex(name, metadata)),
            recorded(18, 0, hex(AmfValue.of("onCuePoint"), AmfValue.of(1))));
  }

  @Test
  void metadataOnStreamZeroIsTakenForThePublishedStream() {
    FakePublication publication = peer.publishing("demo");
    peer.send(data(0, AmfValue.of("onMetaData")));
    assertThat(publication.frames())
        .containsExactly(recorded(18, 0, hex(AmfValue.of("onMetaData"))));
  }

  @Test
  void dataOfAmf3IsPassedOnAsAmf0() {
    FakePublication publication = peer.publishing("demo");
    // type 15, a byte 0, then AMF0: "x"
    peer.sendBytes("05 000000 000005 0f 01000000 00 02000178");
    assertThat(publication.frames()).containsExactly(recorded(18, 0, "02000178"));
  }

  @Test
  void partsOfAggregatesHaveTheAggregatesTime() {
    FakePublication publication = peer.publishing("demo");
    // two parts at 1000 and 1040, of message time 500; each with its length behind it
    String parts =
        "09 00000b 0003e8 00 000000" + KEY + "00000016" + "08 000004 000410 00 000000" + SOUND;
    String body = parts.replace(" ", "");
    peer.sendBytes("06 0001f4 %06x 16 01000000".formatted(body.length() / 2) + body);
    assertThat(publication.frames())
        .containsExactly(recorded(9, 500, KEY), recorded(8, 540, SOUND));
  }

  @Test
  void aggregateThatEndsWithinAPartEndsTheConnection() {
    peer.publishing("demo");
    peer.sendBytes("06 000000 00000c 16 01000000 09 00000b 0003e8 00 000000 17");
    assertThat(peer.closeReason())
        .isEqualTo("aggregate message: ends 1 bytes into a part (expected: whole parts)");
  }

  @Test
  void emptyMessagesAreNoFrames() {
    FakePublication publication = peer.publishing("demo");
    peer.send(media(8, 0, ""), media(9, 0, ""));
    assertThat(publication.frames()).isEmpty();
    assertThat(peer.closeReason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, NetStream.Publish.BadName",
    "BAD_NAME, NetStream.Publish.BadName",
    "NOT_ALLOWED, NetStream.Publish.Denied",
    "LIMIT, NetStream.Publish.Rejected",
    "FAILED, NetStream.Publish.Rejected",
    "SHUTDOWN, NetStream.Publish.Rejected"
  })
  void refusedPublishIsAnsweredAndTheStreamStaysUsable(Refusal refusal, String code) {
    peer.withStream();
    peer.connection.client().refuse(refusal, "not now");
    publish(1, AmfValue.of("demo"), "live");
    peer.send(media(9, 0, KEY));
    assertThat(peer.heard).containsExactly("onStatus on 1: null, error|" + code + "|not now");
    assertThat(peer.closeReason()).isEmpty();

    peer.connection.client().permit();
    publish(1, AmfValue.of("other"), "live");
    peer.send(media(9, 40, KEY));
    assertThat(peer.connection.client().publications().get(0).frames())
        .containsExactly(recorded(9, 40, KEY));
  }

  @Test
  void secondPublishOnAStreamIsRefusedAndTheFirstGoesOn() {
    FakePublication publication = peer.publishing("demo");
    publish(1, AmfValue.of("other"), "live");
    peer.send(media(9, 0, KEY));
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, error|NetStream.Publish.BadName|"
                + "demo is being published on message stream 1 (expected: one name on each)");
    assertThat(publication.frames()).hasSize(1);
    assertThat(publication.isOpen()).isTrue();
  }

  @Test
  void publishWithoutStreamFails() {
    peer.connect();
    peer.send(command(7, "publish", 4, AmfNull.NULL, AmfValue.of("demo"), AmfValue.of("live")));
    assertThat(peer.heard)
        .containsExactly(
            "_error #4: null, error|NetConnection.Call.Failed|"
                + "publish on message stream 7 (expected: one that was created)");

    peer.heard.clear();
    peer.send(command(7, "publish", 0, AmfNull.NULL, AmfValue.of("demo")));
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 7: null, error|NetConnection.Call.Failed|"
                + "publish on message stream 7 (expected: one that was created)");
  }

  @Test
  void framesSentBeforeTheDecisionAreNotLost() {
    peer.withStream();
    CompletableFuture<Void> hook = new CompletableFuture<>();
    peer.connection.client().decideAfter(hook);
    peer.send(
        command(1, "publish", 0, AmfNull.NULL, AmfValue.of("demo"), AmfValue.of("live")),
        media(9, 40, KEY));
    assertThat(peer.heard).isEmpty();

    hook.complete(null);
    peer.listen();
    assertThat(peer.heard).hasSize(1);
    assertThat(peer.connection.client().publications().get(0).frames())
        .containsExactly(recorded(9, 40, KEY));
  }

  @Test
  void publishOfFalseAndNullEndsPublishing() {
    FakePublication first = peer.publishing("demo");
    publish(1, AmfValue.of(false), "live");
    publish(1, AmfValue.of("again"), "live");
    publish(1, AmfNull.NULL, "live");
    assertThat(first.closed()).contains(CloseReason.CLIENT);
    assertThat(peer.connection.client().publications().get(1).closed())
        .contains(CloseReason.CLIENT);
    assertThat(peer.heard)
        .containsExactly(
            UNPUBLISHED,
            "onStatus on 1: null, status|NetStream.Publish.Start|Stream `again` is now published",
            "onStatus on 1: null, status|NetStream.Unpublish.Success|again is now unpublished");
  }

  @Test
  void fcUnpublishEndsPublishing() {
    FakePublication publication = peer.publishing("demo");
    peer.call("FCUnpublish", AmfNull.NULL, AmfValue.of("demo?token=x"));
    assertThat(publication.closed()).contains(CloseReason.CLIENT);
    assertThat(peer.heard)
        .containsExactly(
            "onFCUnpublish: null, {code=NetStream.Unpublish.Success, description=demo?token=x}",
            "_result #3: null, UNDEFINED",
            UNPUBLISHED);
  }

  @Test
  void closeStreamAndDeleteStreamEndPublishing() {
    FakePublication publication = peer.publishing("demo");
    peer.send(command(1, "closeStream", 0, AmfNull.NULL));
    assertThat(publication.closed()).contains(CloseReason.CLIENT);
    assertThat(peer.heard).containsExactly(UNPUBLISHED);

    publish(1, AmfValue.of("demo"), "live");
    peer.heard.clear();
    peer.send(command(0, "deleteStream", 0, AmfNull.NULL, AmfValue.of(1.0)));
    assertThat(peer.connection.client().publications().get(1).closed())
        .contains(CloseReason.CLIENT);
    assertThat(peer.heard).containsExactly(UNPUBLISHED);
    publish(1, AmfValue.of("demo"), "live");
    assertThat(peer.connection.client().publications()).hasSize(2);
  }

  @Test
  void whoIsTakenOverIsToldAndDisconnected() {
    FakePublication publication = peer.publishing("demo");
    publication.owner().onClosed(CloseReason.TAKEN_OVER);
    peer.listen();
    assertThat(peer.heard)
        .containsExactly(
            "onStatus on 1: null, error|NetStream.Publish.BadName|demo was taken over",
            UNPUBLISHED);
    assertThat(peer.closeReason()).isEqualTo("demo: taken over");
  }

  @Test
  void whatElseTheConnectionDoesOutlivesATakeOver() {
    FakePublication publication = peer.publishing("demo");
    peer.call("createStream", AmfNull.NULL);
    publish(2, AmfValue.of("second"), "live");
    publication.owner().onClosed(CloseReason.TAKEN_OVER);
    assertThat(peer.closeReason()).isEmpty();
  }

  @Test
  void publisherIsNamedByItsConnection() {
    FakePublication publication = peer.publishing("demo");
    assertThat(publication.owner().describe()).isEqualTo("rtmp c1 192.0.2.7:50112");
  }

  @Test
  void goneConnectionPublishesNothingMore() {
    FakePublication publication = peer.publishing("demo");
    peer.server.close();
    assertThat(publication.isOpen()).isFalse();
  }
}
