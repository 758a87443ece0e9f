package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.testkit.rtmp.RtmpPeer;

/**
 * A plugin of somebody else: the commands of the guide, from an empty folder, with what this build
 * installs; then its two versions come, change and go under a server through which ffmpeg streams.
 */
class ExternalPluginIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TIMES = 5;

  private static final List<Path> LIBRTMP =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/librtmp.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/librtmp.so.1"),
          Path.of("/usr/lib64/librtmp.so.1"));

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void followsTheGuideWhileOthersStream() throws IOException {
    Distribution distribution = bench.copyOfDistribution();
    GuideText guide = GuideText.of(distribution);
    AuthorsDesk desk =
        new AuthorsDesk(Files.createDirectory(bench.folder().resolve("desk")), distribution);

    desk.run("", guide.block("**1. A project.**", "sh"));
    String built = desk.run("", guide.block("**2. Build and test it.**", "sh")).text();
    assertThat(built).contains("GreeterTest").contains("GreeterContractTest");
    // Both versions before the stream begins, which need not last as long as Maven does.
    desk.run("greeter", guide.block("**5. Change it.**", "sh"));

    String application = guide.block("**3. Ask for it.**", "lua").strip().replaceFirst(",$", "");
    ServerProcess server =
        bench.start(distribution, ServerConfig.live().withApplication(application));
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    await().atMost(LIMIT).until(() -> server.log("plays live/one").size() == 1);
    RunningTool publisher = publish(server.rtmp("one"));
    server.awaitLog("live/one: published");

    desk.run("greeter", guide.block("**4. Drop it.**", "sh"));
    server.awaitLog("greets with \"Good morning\"");
    assertThat(greet(server)).isEqualTo("Good morning, Ann");

    desk.run("greeter", guide.block("**6. Replace it,**", "sh"));
    await().atMost(LIMIT).until(() -> server.log("greets with \"Good morning\"").size() == 2);
    assertThat(greet(server)).isEqualTo("Good morning again, Ann");
    assertThat(greetByLibrtmp(server))
        .isIn(Optional.empty(), Optional.of("Good morning again, Ann"));

    desk.run("greeter", guide.block("**7. Take it away.**", "sh"));
    server.awaitLog("plugin greeter 2.0.0 unloaded");
    assertThat(publisher.isAlive()).as("all of it in mid-stream").isTrue();

    publisher.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN, TIMES);
    assertThat(server.log("ERROR")).isEmpty();
  }

  private RunningTool publish(String url) {
    return bench.run(
        FfmpegTools.get().ffmpeg(),
        "-re",
        "-stream_loop",
        String.valueOf(TIMES - 1),
        "-i",
        Clips.PLAIN.file().toString(),
        "-c",
        "copy",
        "-f",
        "flv",
        url);
  }

  private static Object greet(ServerProcess server) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.rtmpPort());
    try (RtmpPeer peer = RtmpPeer.connect(address, "greeter")) {
      return peer.call("greet", "Ann");
    }
  }

  /** By a client that is not of this project; empty where it is not installed. */
  private static Optional<String> greetByLibrtmp(ServerProcess server) {
    if (LIBRTMP.stream().noneMatch(Files::exists)) {
      return Optional.empty();
    }
    Path script = Path.of("src/test/resources/librtmp_call.py").toAbsolutePath();
    return InstalledTool.find("python3")
        .map(python -> new Tool(List.of(python.toString(), script.toString()), Map.of()))
        .map(tool -> tool.run(LIMIT, server.rtmp("greeter", ""), "greet", "Ann").orFail())
        .map(outcome -> String.join("\n", outcome.output()).strip());
  }
}
