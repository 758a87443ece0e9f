package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plugins come, change and go under a running server, by their jars and by command. */
class HotDropIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  /** Short: the path of a socket has at most 107 bytes. */
  private Path socketFolder;

  private Distribution distribution;

  @BeforeEach
  void copyDistribution() throws IOException {
    socketFolder = Files.createTempDirectory(Path.of("/tmp"), "millrace");
    distribution = bench.copyOfDistribution();
  }

  @AfterEach
  void removeSocket() throws IOException {
    Files.deleteIfExists(socket());
    Files.delete(socketFolder);
  }

  @Test
  void playersOfOtherApplicationsLoseNothing() throws IOException {
    Path first = new HelloPlugin("1.0.0").build(distribution, bench.folder());
    Path second = new HelloPlugin("2.0.0").build(distribution, bench.folder());
    ServerProcess server = bench.start(distribution, config());
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/one").size() == 1);
    RunningTool publisher = streams.publish(Clips.PLAIN, 4, server.rtmp("one"));
    server.awaitLog("live/one: published");

    Path jar = distribution.plugins().resolve("hello.jar");
    drop(first, jar);
    server.awaitLog("hello from 1.0.0");
    RunningTool guest = streams.publishForever(Clips.PLAIN, server.rtmp("hello", "guest"));
    server.awaitLog("hello/guest: published");
    drop(second, jar);
    server.awaitLog("goodbye from 1.0.0");
    server.awaitLog("hello from 2.0.0");
    Files.delete(jar);
    server.awaitLog("goodbye from 2.0.0");

    assertThat(guest.awaitEnd(LIMIT).exitCode()).isNotZero();
    publisher.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN, 4);
    assertThat(server.log("ERROR")).isEmpty();
  }

  @Test
  void recordingGoesOnWhenItsFormatIsLoadedAgain() throws IOException {
    ServerConfig recording = config().withLive("record = \"always\",");
    ServerProcess server = bench.start(distribution, recording);
    // The stream keeps what comes meanwhile, up to a group: the next one must not begin then.
    RunningTool publisher = streams.publish(Clips.ONE_GROUP, 2, server.rtmp("one"));
    server.awaitLog("recording started: live/one");

    plugin("reload", "flv-recording").orFail();
    server.awaitLog("recording goes on: live/one");
    publisher.awaitEnd(Streams.LIMIT).orFail();
    await().atMost(LIMIT).until(() -> server.log("recording finished: live/one").size() == 2);

    streams.assertSamePackets(server.media().resolve("one.flv"), Clips.ONE_GROUP, 2);
  }

  @Test
  void commandsListCheckLoadAndUnload() throws IOException {
    Path hello = new HelloPlugin("1.0.0").build(distribution, bench.folder());
    Path future = new HelloPlugin("3.0.0", ">=7.0.0").build(distribution, bench.folder());
    ServerProcess server = bench.start(distribution, config());

    assertThat(plugin("list").orFail().output()).anyMatch(line -> line.matches("rtmp +0\\..*"));
    assertThat(plugin("check", hello.toString()).orFail().text()).contains("fine");
    Outcome refused = plugin("check", future.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.text()).contains("Plugin-Requires: >=7.0.0");

    assertThat(plugin("load", hello.toString()).orFail().text()).contains("loaded: hello 1.0.0");
    server.awaitLog("hello from 1.0.0");
    assertThat(plugin("info", "hello").orFail().text()).contains("application types  hello");
    assertThat(plugin("reload", "hello").orFail().text()).contains("loaded again: hello 1.0.0");
    assertThat(plugin("unload", "hello").orFail().text()).contains("unloaded: hello 1.0.0");
    assertThat(plugin("unload", "flv").exitCode()).isEqualTo(1);
    assertThat(plugin("unload").exitCode()).isEqualTo(2);
    server.stop();
    assertThat(plugin("list").exitCode()).isEqualTo(3);
  }

  @Test
  void jarsCanBeCheckedWithoutAServer() {
    Path future = new HelloPlugin("3.0.0", ">=7.0.0").build(distribution, bench.folder());
    Path rtmp = distribution.plugins().resolve("rtmp-0.9.0.jar");

    assertThat(plugin("check", rtmp.toString()).orFail().text()).contains("fine");
    assertThat(plugin("check", future.toString()).text()).contains("Plugin-Requires: >=7.0.0");
    distribution.removePlugin("flv");
    assertThat(plugin("check", rtmp.toString()).text()).contains("needs plugin flv");
  }

  private ServerConfig config() {
    return ServerConfig.live()
        .withRoot("controlSocket = \"" + socket() + "\",")
        .withApplication("{ name = \"hello\" }");
  }

  private Path socket() {
    return socketFolder.resolve("c.sock");
  }

  private Outcome plugin(String... words) {
    List<String> arguments = new ArrayList<>(List.of("plugin"));
    arguments.addAll(List.of(words));
    arguments.addAll(List.of("--socket", socket().toString()));
    return TestBench.server(distribution).run(LIMIT, arguments.toArray(String[]::new));
  }

  /** Copies beside the folder first, as a careful administrator would. */
  private void drop(Path jar, Path target) throws IOException {
    Path beside = Files.copy(jar, bench.folder().resolve("beside.jar"));
    Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
