package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code bin/millrace stress}: load for this server and for others. */
class StressIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void playersOfPublishedStreamsLoseNothing() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome =
        stress(
                "--both",
                "-m",
                "3",
                "-c",
                "60",
                "-s",
                "9",
                "-w",
                "1",
                "-t",
                "3",
                "--json",
                server.rtmp("load"))
            .orFail();

    assertThat(outcome.errors()).containsExactly("MEASURE");
    assertThat(outcome.output()).hasSize(1);
    String json = outcome.output().get(0);
    assertThat(number(json, "alive")).isEqualTo(60);
    assertThat(number(json, "errors")).isZero();
    assertThat(number(json, "lost")).isZero();
    assertThat(number(json, "publishers_alive")).isEqualTo(3);
    assertThat(number(json, "unsent_frames")).isZero();
    // 25 pictures in a second for each of 9 sampled players
    assertThat(number(json, "frames")).isBetween(600.0, 750.0);
    assertThat(number(json, "p50")).isPositive();
    assertThat(number(json, "p99")).isGreaterThanOrEqualTo(number(json, "p50"));
    assertThat(number(json, "min_conn_kbps")).isBetween(900.0, 1200.0);
    assertThat(number(json, "first_frame_max_ms")).isPositive();
    server.awaitLog("live/load2: published");
  }

  @Test
  void whatIsPublishedCanBeDecoded() {
    ServerProcess server = bench.start(ServerConfig.live().withLive("record = \"always\","));

    stress("--publish", "-t", "4", "--kbps", "300", "--gop", "25", server.rtmp("synthetic"))
        .orFail();

    server.awaitLog("closed");
    Path file = server.media().resolve("synthetic.flv");
    assertThat(streams.packets(file).stream().filter(Packet::isVideo)).hasSizeGreaterThan(90);
    streams.assertDecodes(file);
  }

  @Test
  void slowPlayersDoNotDisturbTheOthers() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome =
        stress("--both", "-c", "40", "--slow", "25", "-w", "1", "-t", "3", server.rtmp("load"))
            .orFail();

    assertThat(outcome.text()).contains("40 open at the end, 0 failed").contains(", 0 lost");
  }

  @Test
  void encryptedConnectionsAreLoadedAsWell() throws Exception {
    Identity.make(bench.folder());
    int port = Ports.free();
    bench.start(
        ServerConfig.live()
            .withLive(
                "acceptors = {{ ip = \"127.0.0.1\", port = %d, protocol = \"inboundRtmps\","
                        .formatted(port)
                    + " sslKey = \"../key.pem\", sslCert = \"../cert.pem\" }},"));
    String uri = "rtmps://127.0.0.1:" + port + "/live/x";
    String trust = bench.folder().resolve("cert.pem").toString();

    Outcome trusted = stress("--both", "-c", "10", "-t", "2", "-w", "1", "--trust", trust, uri);
    Outcome distrusted = stress("-c", "1", "-t", "1", "-w", "0", uri);

    assertThat(trusted.orFail().text()).contains("10 open at the end, 0 failed", ", 0 lost");
    assertThat(distrusted.exitCode()).isEqualTo(1);
    assertThat(distrusted.text()).contains("certificat");
  }

  @Test
  void theApplicationPlaysAndLogsItsFiguresWhileTheServerRuns() {
    ServerProcess origin = bench.start(ServerConfig.live());
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withApplication(
                    """
                    {
                      name = "load", type = "stresstest", active = true, statisticsInterval = 1,
                      targetServer = "127.0.0.1:%d", targetApp = "live", streams = { "a", "b" },
                      numberOfConnections = 30, sampledConnections = 6,
                    }
                    """
                        .formatted(origin.rtmpPort())));

    RunningTool publisher = bench.run(tool(), "stress", "--publish", "-t", "60", origin.rtmp("a"));
    String line = server.awaitLog("kb/s, latency");
    publisher.stop(LIMIT);
    server.stop().orFail();

    assertThat(line)
        .contains("30 of 30 players")
        .contains("0 of ")
        .contains("frames lost, 0 failed");
  }

  @Test
  void aRefusalIsShownWithItsStatus() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome = stress("-c", "5", "-t", "1", server.rtmp("nowhere", "x"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("5 connections: NetConnection.Connect.InvalidApp");
  }

  @Test
  void aServerThatIsNotThereIsOneClearLine() {
    Outcome outcome = stress("-c", "3", "-t", "1", "rtmp://127.0.0.1:" + Ports.free() + "/live/x");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("3 connections: cannot connect to 127.0.0.1:");
  }

  @Test
  void whatNobodyPublishesIsAnError() {
    ServerProcess server = bench.start(ServerConfig.live());

    Outcome outcome = stress("-c", "3", "-t", "1", "-w", "1", server.rtmp("nothing"));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.text()).contains("nothing came: is rtmp://127.0.0.1");
  }

  @Test
  void whatCannotBeUnderstoodEndsWithUsage() {
    Outcome outcome = stress("-c", "0", "rtmp://localhost/live/x");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.text()).contains("--connections: 0 (expected: 1 to 100000)");
  }

  @Test
  void nginxIsLoadedAsWell() throws IOException {
    Tool nginx = InstalledTool.require("nginx");
    Path module =
        InstalledTool.requireFile(
            "libnginx-mod-rtmp", Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so"));
    int port = Ports.free();
    Path file = bench.folder().resolve("nginx.conf");
    Files.writeString(file, nginxConfiguration(module, port));
    bench.run(nginx, "-p", bench.folder().toString(), "-c", file.toString());
    Ports.awaitOpen(port);

    Outcome outcome =
        stress("--both", "-c", "30", "-w", "1", "-t", "2", "rtmp://127.0.0.1:" + port + "/live/x")
            .orFail();

    assertThat(outcome.text()).contains("30 open at the end, 0 failed").contains(", 0 lost");
  }

  private static String nginxConfiguration(Path module, int port) {
    return String.join(
        "\n",
        List.of(
            "load_module " + module + ";",
            "daemon off; master_process off; worker_processes 1;",
            "pid nginx.pid; error_log stderr warn;",
            "events { worker_connections 200; }",
            "rtmp { server { listen 127.0.0.1:" + port + ";",
            "  application live { live on; access_log off; } } }"));
  }

  private static Outcome stress(String... arguments) {
    List<String> words = new ArrayList<>(List.of("stress"));
    words.addAll(List.of(arguments));
    return tool().run(LIMIT, words.toArray(String[]::new));
  }

  private static Tool tool() {
    return TestBench.server(Distribution.built());
  }

  private static double number(String json, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":(-?[0-9.]+)").matcher(json);
    assertThat(matcher.find()).as(key + " in " + json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
