package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications that are Lua scripts, with real clients. */
class LuaApplicationIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void theSampleRefusesAcceptsAnswersAndKnowsAliases() {
    ServerProcess server =
        bench.start(
            application(
                Distribution.built().home().resolve("conf/samples/scripts/studio.lua"),
                "scriptSettings = { tokens = { secret = \"Ann\" } }, statisticsInterval = 1,"));
    server.awaitLog("the studio is open");

    Outcome refused =
        streams.publish(Clips.PLAIN, server.rtmp("studio", "cam")).awaitEnd(Streams.LIMIT);
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.text()).contains("a token is needed");

    streams.publishForever(Clips.PLAIN, server.rtmp("studio", "cam?token=secret"));
    server.awaitLog("Ann publishes cam");
    server.awaitLog("studio/cam: published");
    Path file = bench.folder().resolve("main.flv");
    streams.capture(server.rtmp("studio", "main"), file, 1);
    streams.assertDecodes(file);

    try (RtmpCaller caller = new RtmpCaller(server.rtmpPort(), "studio")) {
      assertThat(caller.call("whoami")).contains("_result").contains("studio 127.0.0.1");
      assertThat(caller.call("vote")).contains("_error").contains("vote for what?");
      assertThat(caller.call("vote", "cam")).contains("_result");
      assertThat(caller.call("other")).contains("_error");
    }
    server.awaitLog("publishers 1, votes 1");
    assertThat(server.log("ERROR")).isEmpty();
  }

  @Test
  void aScriptThatHangsOrWantsTooMuchHurtsNobody() throws IOException {
    Path script =
        write(
            """
            function onPlay(client, stream)
              if stream.name == "hang" then
                while true do end
              elseif stream.name == "bomb" then
                local s = "x" while true do s = s .. s end
              elseif stream.name == "fail" then
                error("no such luck")
              end
            end
            """);
    ServerProcess server =
        bench.start(
            application(script, "callInstructions = 1000000000, callTime = 2, hookTimeout = 3,"));
    Path file = bench.folder().resolve("whole.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/one").size() == 1);
    RunningTool publisher = streams.publish(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("live/one: published");

    RunningTool hanging = play(server, "hang");
    server.awaitLog("script.lua:3: the script needs more than 2.0 seconds");
    RunningTool exploding = play(server, "bomb");
    server.awaitLog("script.lua:5: the script needs more than 16777216 bytes of memory");
    RunningTool failing = play(server, "fail");
    server.awaitLog("script.lua:7: no such luck");

    assertThat(hanging.awaitEnd(Streams.LIMIT).succeeded()).isFalse();
    assertThat(exploding.awaitEnd(Streams.LIMIT).succeeded()).isFalse();
    assertThat(failing.awaitEnd(Streams.LIMIT).succeeded()).isFalse();
    publisher.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN);
  }

  @Test
  void aChangedScriptIsTakenOverAndABrokenOneIsNot() throws IOException {
    Path script = write("commands = { version = function() return 'first' end }");
    ServerProcess server = bench.start(application(script, ""));

    try (RtmpCaller caller = new RtmpCaller(server.rtmpPort(), "studio")) {
      assertThat(caller.call("version")).contains("first");
      write("commands = {\n  version = function() return");
      server.awaitLog("the old script goes on: script.lua:2: ");
      assertThat(caller.call("version")).contains("first");
      write("commands = { version = function() return 'second' end }");
      server.awaitLog("script script.lua has been loaded again");
      assertThat(caller.call("version")).contains("second");
    }
  }

  @Test
  void aScriptThatCannotBeLoadedRefusesAndTheServerStarts() throws IOException {
    ServerProcess server = bench.start(application(write("this is no Lua"), ""));

    assertThat(server.log("the script cannot be used: script.lua:1: ")).hasSize(1);
    Outcome refused =
        streams.publish(Clips.PLAIN, server.rtmp("studio", "cam")).awaitEnd(Streams.LIMIT);
    assertThat(refused.succeeded()).isFalse();
    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
  }

  @Test
  void streamsArePulledAndPushed() throws IOException {
    Path script =
        write(
            """
            function onRelayStarted(relay) millrace.log("info", relay.kind .. " runs") end
            function onRelayEnded(relay, reason) millrace.log("info", relay.kind .. " ended") end
            commands = {
              relay = function(client, base)
                millrace.pull(base .. "/live/one", "copy")
                millrace.push("copy", base .. "/live/two")
              end,
              elsewhere = function() millrace.pull("rtmp://192.0.2.1/live/one", "x") end,
            }
            """);
    ServerProcess server = bench.start(application(script, "relayHosts = \"127.0.0.1\","));
    Path file = bench.folder().resolve("two.flv");
    RunningTool player = streams.capture(server.rtmp("two"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/two").size() == 1);
    try (RtmpCaller caller = new RtmpCaller(server.rtmpPort(), "studio")) {
      assertThat(caller.call("elsewhere")).contains("_error");
      server.awaitLog("a host that relayHosts names");
      assertThat(caller.call("relay", "rtmp://127.0.0.1:" + server.rtmpPort())).contains("_result");
    }
    server.awaitLog("pull runs");
    server.awaitLog("push runs");

    streams.publish(Clips.PLAIN, server.rtmp("one"));

    server.awaitLog("pull ended");
    server.awaitLog("push ended");
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN);
  }

  private RunningTool play(ServerProcess server, String stream) {
    return streams.capture(server.rtmp("studio", stream), bench.folder().resolve(stream + ".flv"));
  }

  private Path write(String lua) throws IOException {
    return Files.writeString(bench.folder().resolve("script.lua"), lua);
  }

  private static ServerConfig application(Path script, String keys) {
    return ServerConfig.live()
        .withApplication(
            "{ name = \"studio\", type = \"vmapp\", vmType = \"lua\", script = \"%s\", %s }"
                .formatted(script, keys));
  }
}
