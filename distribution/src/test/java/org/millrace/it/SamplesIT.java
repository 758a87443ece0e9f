package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples do what their READMEs say, when their jars are copied into the plugins' folder. */
class SamplesIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  private Distribution distribution;

  @BeforeEach
  void copyDistribution() {
    distribution = bench.copyOfDistribution();
  }

  static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(Distribution.built().samples())) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleHasAJarThatFitsAReadmeAndAConfigurationThatIsRight(String name)
      throws IOException {
    Path folder = distribution.samples().resolve(name);
    Path jar = distribution.sample(name);

    assertThat(millrace("plugin", "check", jar.toString()).orFail().text()).contains("fine");
    assertThat(folder.resolve("README.md")).content().contains("samples/" + name + "/");
    assertThat(distribution.samples().resolve("README.md")).content().contains("`" + name + "`");
    drop(name);
    writeSecret(folder);
    Outcome check = millrace("--check", folder.resolve(name + ".lua").toString()).orFail();
    assertThat(check.text()).doesNotContain("WARN").doesNotContain("ERROR");
  }

  @Test
  void helloKnowsItsGuests() {
    drop("hello");
    ServerProcess server =
        bench.start(
            distribution,
            ServerConfig.live()
                .withApplication("{ name = \"hello\", unwelcome = { \"mallory\" } }"));

    Outcome unwelcome = publish(server.rtmp("hello?name=mallory", "mallory"));
    assertThat(unwelcome.succeeded()).isFalse();
    server.awaitLog("mallory is not welcome here");
    assertThat(publish(server.rtmp("hello?name=bob", "ann")).succeeded()).isFalse();

    streams.publishForever(Clips.PLAIN, server.rtmp("hello?name=ann", "ann"));
    server.awaitLog("ann is on air");
    Path file = bench.folder().resolve("played.flv");
    streams.capture(server.rtmp("hello?name=bob", "ann"), file, 1);
    streams.assertDecodes(file);
  }

  @Test
  void rawVideoOfFfmpegIsPlayedOverRtmp() {
    drop("raw-h264");
    int port = Ports.free();
    ServerProcess server =
        bench.start(
            distribution,
            ServerConfig.live()
                .withLive(
                    "acceptors = {{ ip = \"127.0.0.1\", port = %d, protocol = \"inboundRawH264\","
                            .formatted(port)
                        + " frameRate = 25 }},"));
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("camera"), file);
    server.awaitLog("plays live/camera");

    FfmpegTools.get()
        .ffmpeg()
        .run(
            Streams.LIMIT,
            "-re",
            "-i",
            Clips.VIDEO_ONLY.file().toString(),
            "-c",
            "copy",
            "-f",
            "h264",
            "tcp://127.0.0.1:" + port)
        .orFail();
    player.awaitEnd(Streams.LIMIT).orFail();

    streams.assertDecodes(file);
    List<Packet> sent = streams.packets(Clips.VIDEO_ONLY.file());
    assertThat(streams.packets(file))
        .as("all but the last, whose end nothing tells")
        .hasSize(sent.size() - 1)
        .extracting(Packet::dtsMillis)
        .isEqualTo(sent.subList(0, sent.size() - 1).stream().map(Packet::dtsMillis).toList());
  }

  @Test
  void onlySignedAddressesArePublishedAndPlayed() throws IOException {
    drop("signed-urls");
    Path secret = writeSecret(bench.folder());
    ServerProcess server =
        bench.start(
            distribution,
            ServerConfig.live()
                .withApplication(
                    "{ name = \"members\", type = \"signedurls\", secretFile = \"%s\" }"
                        .formatted(secret)));
    String address = server.rtmp("members", "show");
    Outcome unsigned = publish(address);
    assertThat(unsigned.text()).contains("a signed address is needed");
    assertThat(publish(signed(secret, "publish", "-1", address)).text()).contains("expired");
    assertThat(publish(signed(secret, "play", "60", address)).text()).contains("signature");

    streams.publishForever(Clips.PLAIN, signed(secret, "publish", "60", address));
    server.awaitLog("members/show: published");
    Path file = bench.folder().resolve("played.flv");
    streams.capture(signed(secret, "play", "60", address), file, 1);
    streams.assertDecodes(file);
    assertThat(server.log("ERROR")).isEmpty();
  }

  @Test
  void keyFramesOfEveryStreamGetIntoTheDatabaseAndNothingOfItStaysInMemory() throws Exception {
    drop("keyframe-stats");
    String url = "jdbc:h2:" + bench.folder().resolve("keyframes");
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "millrace");
    Path socket = folder.resolve("c.sock");
    ServerProcess server =
        bench.start(
            distribution,
            ServerConfig.live()
                .withRoot("controlSocket = \"%s\",".formatted(socket))
                .withRoot("plugins = { [\"keyframe-stats\"] = { url = \"%s\" } },".formatted(url)));
    publish(server.rtmp("one")).orFail();
    server.awaitLog("live/one: unpublished");

    millrace("plugin", "unload", "keyframe-stats", "--socket", socket.toString()).orFail();

    // A key frame each second of 25 pictures; nothing tells how long the last picture lasts.
    assertThat(rows(url)).containsExactly("25 1000", "25 1000", "25 1000", "25 960");
    await()
        .atMost(Streams.LIMIT)
        .untilAsserted(
            () ->
                assertThat(liveClasses(server.pid()))
                    .contains("org.millrace.server.")
                    .doesNotContain("org.millrace.samples.")
                    .doesNotContain("org.h2."));
    assertThat(server.log("ERROR")).isEmpty();
    server.stop();
    Files.deleteIfExists(socket);
    Files.delete(folder);
  }

  private static List<String> rows(String url) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select frames, group_millis from key_frames order by id")) {
      while (result.next()) {
        rows.add(result.getInt(1) + " " + result.getLong(2));
      }
    }
    return rows;
  }

  /** Classes of which there are objects, after a full garbage collection. */
  private static String liveClasses(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return new Tool(List.of(jcmd.toString()), Map.of())
        .run(Streams.LIMIT, "" + pid, "GC.class_histogram")
        .orFail()
        .text();
  }

  private static Path writeSecret(Path folder) throws IOException {
    return Files.writeString(folder.resolve("secret.txt"), "nobody knows what is written here\n");
  }

  private String signed(Path secret, String action, String seconds, String address) {
    List<String> output =
        millrace("sign-url", secret.toString(), action, seconds, address).orFail().output();
    return output.get(output.size() - 1);
  }

  /** Publishes to the end, or in vain. */
  private Outcome publish(String url) {
    return streams.publish(Clips.PLAIN, url).awaitEnd(Streams.LIMIT);
  }

  private void drop(String sample) {
    Path jar = distribution.sample(sample);
    try {
      Files.copy(jar, distribution.plugins().resolve(jar.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome millrace(String... words) {
    return TestBench.server(distribution).run(ServerProcess.START_LIMIT, words);
  }
}
