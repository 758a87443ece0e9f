package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A running server follows its configuration, by signal and by command. */
class ConfigReloadIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int ROUNDS = 4;

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  /** Short: the path of a socket has at most 107 bytes. */
  private Path socketFolder;

  @BeforeEach
  void makeSocketFolder() throws IOException {
    socketFolder = Files.createTempDirectory(Path.of("/tmp"), "millrace");
  }

  @AfterEach
  void removeSocket() throws IOException {
    Files.deleteIfExists(socket());
    Files.delete(socketFolder);
  }

  @Test
  void streamsOfUnchangedApplicationsLoseNothing() throws IOException {
    ServerConfig config =
        ServerConfig.live()
            .withRoot("controlSocket = \"" + socket() + "\",")
            .withApplication("{ name = \"second\", type = \"flvplayback\" }");
    ServerProcess server = bench.start(config);
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/one").size() == 1);
    RunningTool publisher = streams.publish(Clips.PLAIN, ROUNDS, server.rtmp("one"));
    server.awaitLog("live/one: published");
    RunningTool guest = streams.publishForever(Clips.PLAIN, server.rtmp("second", "guest"));
    server.awaitLog("second/guest: published");

    int port = Ports.free();
    ServerConfig changed =
        config
            .withLive("onPublish = function(client, stream) return false, \"closed\" end,")
            .withLive(
                "acceptors = { { ip = \"127.0.0.1\", port = "
                    + port
                    + ", protocol = \"inboundRtmp\" } },");
    write(
        server,
        new ServerConfig(
            config.rtmpPort(),
            changed.rootKeys(),
            "maxConnectionz = 1, validateHandshake = 7,",
            changed.liveKeys(),
            List.of()));
    Outcome refused = config("reload");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.text()).contains("validateHandshake: 7");
    assertThat(server.log("second/guest: unpublished")).isEmpty();

    write(
        server,
        new ServerConfig(config.rtmpPort(), changed.rootKeys(), "", changed.liveKeys(), List.of()));
    hangUp(server);
    server.awaitLog("configuration: application second: removed");
    assertThat(guest.awaitEnd(LIMIT).exitCode()).isNotZero();
    server.awaitLog("acceptor 127.0.0.1:" + port + " is open");
    Outcome closed =
        streams.publish(Clips.PLAIN, "rtmp://127.0.0.1:" + port + "/live/two").awaitEnd(LIMIT);
    assertThat(closed.exitCode()).isNotZero();
    server.awaitLog("publish of live/two is refused: closed");
    assertThat(config("reload").orFail().text()).contains("nothing has changed");

    publisher.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN, ROUNDS);
  }

  @Test
  void checkTellsWhatReloadWouldRefuse() throws IOException {
    Path file = bench.folder().resolve("bad.lua");
    Files.writeString(file, "configuration = { drainTimeout = \"long\", applications = {} }");

    Outcome outcome =
        TestBench.server(Distribution.built()).run(LIMIT, "config", "check", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("drainTimeout: \"long\"");
  }

  private static void write(ServerProcess server, ServerConfig config) throws IOException {
    Files.writeString(server.folder().resolve("millrace.lua"), config.lua());
  }

  private static void hangUp(ServerProcess server) {
    new Tool(List.of("kill"), Map.of()).run(LIMIT, "-HUP", "" + server.pid()).orFail();
  }

  private Path socket() {
    return socketFolder.resolve("c.sock");
  }

  private Outcome config(String verb) {
    return TestBench.server(Distribution.built())
        .run(LIMIT, "config", verb, "--socket", socket().toString());
  }
}
