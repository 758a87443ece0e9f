package org.millrace.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.millrace.rtmp.session.RtmpPeer.command;
import static org.millrace.rtmp.session.RtmpPeer.object;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.api.application.Client;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.flv.amf.AmfValue;
import org.millrace.flv.amf.AmfValue.AmfNull;
import org.millrace.flv.amf.AmfValue.AmfStrictArray;

class ConnectTest {
  private final RtmpPeer peer = new RtmpPeer();

  @AfterEach
  void close() {
    peer.close();
  }

  @Test
  void connectIsAnsweredInTheOrderOfTheOriginal() {
    peer.handshake();
    peer.call("connect", object("app", "live", "objectEncoding", 0.0));
    assertThat(peer.heard)
        .containsExactly(
            "window 2500000",
            "bandwidth 2500000 2",
            "control 0 0",
            "_result #1: {fmsVer=FMS/3,0,1,123, capabilities=31.0}, "
                + "status|NetConnection.Connect.Success|Connection succeeded",
            "onBWDone: null, 8192.0");
  }

  @Test
  void connectRequestHasAllThatWasSaid() {
    peer.handshake();
    peer.call(
        "connect",
        object(
            "app", "live/room?token=a%20b",
            "tcUrl", "rtmp://host/live/room?x=1+2",
            "flashVer", "FMLE/3.0 (compatible; FMSc/1.0)",
            "pageUrl", "https://example.org/p",
            "swfUrl", "https://example.org/s.swf",
            "fpad", AmfValue.of(false),
            "audioCodecs", 3191.0));
    assertThat(peer.connection.request().orElseThrow().protocol()).isEqualTo("rtmp");
    assertThat(peer.connection.request().orElseThrow().application())
        .isEqualTo("live/room?token=a%20b");
    assertThat(peer.connection.request().orElseThrow().uri())
        .isEqualTo("rtmp://host/live/room?x=1+2");
    assertThat(peer.connection.request().orElseThrow().userAgent()).startsWith("FMLE/3.0");
    assertThat(peer.connection.request().orElseThrow().referrer())
        .isEqualTo("https://example.org/p");
    assertThat(peer.connection.request().orElseThrow().parameters())
        .containsOnly(
            Map.entry("token", "a b"),
            Map.entry("x", "1+2"),
            Map.entry("swfUrl", "https://example.org/s.swf"),
            Map.entry("fpad", "false"),
            Map.entry("audioCodecs", "3191"));
  }

  @Test
  void secureConnectionsAreRtmps() {
    peer.connection.secured();
    peer.handshake();
    peer.call("connect", object("app", "live"));
    assertThat(peer.connection.request().orElseThrow().protocol()).isEqualTo("rtmps");
  }

  @Test
  void enhancedClientsLearnThatEverythingIsForwarded() {
    peer.handshake();
    AmfValue list = new AmfStrictArray(List.of(AmfValue.of("hvc1"), AmfValue.of("av01")));
    peer.call(
        "connect",
        object(
            "app",
            "live",
            "fourCcList",
            list,
            "capsEx",
            1.0,
            "videoFourCcInfoMap",
            object("*", 1.0)));
    assertThat(peer.heard.get(3))
        .contains("fourCcList=AmfStrictArray[items=[AmfString[value=*]]]")
        .contains("videoFourCcInfoMap={*=4.0}")
        .contains("capsEx=14.0")
        .doesNotContain("audioFourCcInfoMap");
  }

  @Test
  void clientsOfAmf3AreAnsweredInAmf3Messages() {
    peer.handshake();
    peer.call("connect", object("app", "live", "objectEncoding", 3.0));
    peer.heard.clear();
    // 11: a command in an AMF3 message, "createStream", 4, null
    peer.sendBytes(
        "03 000000 00001a 11 00000000 00 02 000c 63726561746553747265616d 00 4010000000000000 05");
    assertThat(peer.heard).containsExactly("_result #4: null, 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_APPLICATION, NetConnection.Connect.InvalidApp",
    "NOT_ALLOWED, NetConnection.Connect.Rejected",
    "LIMIT, NetConnection.Connect.Rejected",
    "FAILED, NetConnection.Connect.Failed",
    "SHUTDOWN, NetConnection.Connect.AppShutdown"
  })
  void refusedConnectIsAnsweredAndClosed(Refusal refusal, String code) {
    peer.connection.decide(
        request ->
            CompletableFuture.failedStage(new RefusedException(refusal, "there is no nowhere")));
    peer.handshake();
    peer.call("connect", object("app", "nowhere"));
    assertThat(peer.heard)
        .containsExactly("_error #1: null, error|" + code + "|there is no nowhere");
    assertThat(peer.closeReason()).isEqualTo("connect is refused: there is no nowhere");
  }

  @Test
  void commandsBehindConnectWaitForTheDecision() {
    CompletableFuture<Client> decision = new CompletableFuture<>();
    peer.connection.decide(request -> decision);
    peer.handshake();
    peer.send(
        command(0, "connect", 1, object("app", "live")),
        command(0, "createStream", 2, AmfNull.NULL),
        command(1, "publish", 3, AmfNull.NULL, AmfValue.of("demo"), AmfValue.of("live")));
    assertThat(peer.heard).isEmpty();
    assertThat(peer.server.config().isAutoRead()).isFalse();

    decision.complete(peer.connection.client());
    peer.listen();
    assertThat(peer.server.config().isAutoRead()).isTrue();
    assertThat(peer.heard)
        .endsWith(
            "onBWDone: null, 8192.0",
            "_result #2: null, 1.0",
            "onStatus on 1: null, status|NetStream.Publish.Start|Stream `demo` is now published");
  }

  @Test
  void connectionThatGoesWhileConnectIsDecidedLeavesNothingBehind() {
    CompletableFuture<Client> decision = new CompletableFuture<>();
    peer.connection.decide(request -> decision);
    peer.handshake();
    peer.send(command(0, "connect", 1, object("app", "live")), RtmpPeer.media(9, 0, Frames.KEY));
    peer.server.close();
    decision.completeExceptionally(new RefusedException(Refusal.FAILED, "closed"));
    peer.listen();
    assertThat(peer.heard).isEmpty();
    assertThat(peer.closeReason()).isEmpty();
  }

  @Test
  void otherCommandsBeforeConnectEndTheConnection() {
    peer.handshake();
    peer.call("createStream", AmfNull.NULL);
    assertThat(peer.closeReason()).isEqualTo("command: createStream (expected: connect first)");
  }

  @Test
  void secondConnectFailsAndChangesNothing() {
    peer.connect();
    peer.call("connect", object("app", "other"));
    assertThat(peer.heard)
        .containsExactly(
            "_error #2: null, error|NetConnection.Call.Failed|connect (expected: once)");
    assertThat(peer.closeReason()).isEmpty();
  }

  @Test
  void connectIsNotWaitedForEndlessly() {
    peer.with("connectTimeout", 3).handshake();
    peer.server.advanceTimeBy(3, TimeUnit.SECONDS);
    peer.server.runScheduledPendingTasks();
    assertThat(peer.closeReason())
        .isEqualTo("no connect command for 3000 ms (expected: within connectTimeout)");
  }

  @Test
  void acceptorsSettingsReachTheHandshake() {
    peer.with("validateHandshake", true).open();
    peer.sendBytes("03" + "00".repeat(1536));
    assertThat(peer.closeReason()).startsWith("handshake: not signed");
  }

  @Test
  void functionsOfTheApplicationAreCalled() {
    peer.connection.client().answer("add", CompletableFuture.completedStage(Map.of("sum", 3)));
    peer.connect();
    peer.call("add", AmfNull.NULL, AmfValue.of(1), AmfValue.of("two"));
    assertThat(peer.connection.client().calls()).containsExactly(List.of(1.0, "two"));
    assertThat(peer.heard).containsExactly("_result #2: null, {sum=3.0}");
  }

  @Test
  void unknownFunctionsFail() {
    peer.connect();
    peer.call("nonsense", AmfNull.NULL);
    peer.send(command(0, "nonsenseWithoutAnswer", 0, AmfNull.NULL));
    assertThat(peer.heard)
        .containsExactly(
            "_error #2: null, error|NetConnection.Call.Failed|call to function nonsense failed");
  }

  @Test
  void callsThatWaitAreBounded() {
    peer.with("maxPendingCalls", 1);
    CompletableFuture<Object> answer = new CompletableFuture<>();
    peer.connection.client().answer("slow", answer.thenApply(value -> value));
    peer.connect();
    peer.call("slow", AmfNull.NULL);
    peer.call("slow", AmfNull.NULL);
    assertThat(peer.heard).singleElement().asString().contains("maxPendingCalls = 1 at a time");

    peer.heard.clear();
    answer.complete("done");
    peer.listen();
    assertThat(peer.heard).containsExactly("_result #2: null, done");
    peer.call("slow", AmfNull.NULL);
    assertThat(peer.heard).hasSize(2);
  }

  @Test
  void floodOfCommandsEndsTheConnection() {
    peer.with("maxCommandsPerSecond", 10).connect();
    for (int i = 0; i < 10; i++) {
      peer.call("getStreamLength", AmfNull.NULL, AmfValue.of("x"));
    }
    assertThat(peer.closeReason())
        .isEqualTo("commands: 11 in 1 s (expected: at most maxCommandsPerSecond = 10)");
  }

  @Test
  void answersThatClientsWaitForAreThere() {
    peer.connect();
    peer.call("releaseStream", AmfNull.NULL, AmfValue.of("demo"));
    peer.call("FCPublish", AmfNull.NULL, AmfValue.of("demo"));
    peer.call("FCSubscribe", AmfNull.NULL, AmfValue.of("demo"));
    peer.call("getStreamLength", AmfNull.NULL, AmfValue.of("demo"));
    peer.call("_checkbw", AmfNull.NULL);
    assertThat(peer.heard)
        .containsExactly(
            "_result #2: null, UNDEFINED",
            "_result #3: null, UNDEFINED",
            "onFCPublish: null, {code=NetStream.Publish.Start, description=demo}",
            "onFCSubscribe: null, {code=NetStream.Play.Start, description=demo}",
            "_result #5: null, 0.0",
            "_result #6: null, UNDEFINED");
  }

  @Test
  void streamsOfAConnectionAreBounded() {
    peer.with("maxStreams", 2).connect();
    peer.call("createStream", AmfNull.NULL);
    peer.call("createStream", AmfNull.NULL);
    peer.call("createStream", AmfNull.NULL);
    peer.send(command(0, "deleteStream", 0, AmfNull.NULL, AmfValue.of(1.0)));
    peer.call("createStream", AmfNull.NULL);
    assertThat(peer.heard)
        .containsExactly(
            "_result #2: null, 1.0",
            "_result #3: null, 2.0",
            "_error #4: null, error|NetConnection.Call.Failed|"
                + "createStream (expected: at most maxStreams = 2)",
            "_result #5: null, 3.0");
  }

  @Test
  void closeCommandCloses() {
    peer.connect();
    peer.call("close", AmfNull.NULL);
    assertThat(peer.closeReason()).isEqualTo("closed by the client");
  }
}
