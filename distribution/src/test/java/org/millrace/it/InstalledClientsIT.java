package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients other than ffmpeg, where they are installed: librtmp, GStreamer, nginx-rtmp. */
class InstalledClientsIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void rtmpdumpPlays() {
    Tool rtmpdump = InstalledTool.require("rtmpdump");
    ServerProcess server = bench.start(ServerConfig.live());
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");
    Path file = bench.folder().resolve("dumped.flv");

    RunningTool player = bench.run(rtmpdump, "-v", "-r", server.rtmp("one"), "-o", file.toString());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(file) && Files.size(file) > 40_000);
    player.stop(Streams.LIMIT);

    assertThat(streams.packets(file).stream().filter(Packet::isVideo).findFirst())
        .hasValueSatisfying(packet -> assertThat(packet.key()).isTrue());
    streams.assertDecodes(file);
  }

  @Test
  void gstreamerPublishesAndPlays() {
    Tool gst = InstalledTool.require("gst-launch-1.0");
    ServerProcess server = bench.start(ServerConfig.live());
    Path clip = Distribution.built().home().resolve("media/demo.flv");
    bench.run(
        gst,
        ("-q flvmux name=m streamable=true ! rtmp2sink location="
                + server.rtmp("gst")
                + " filesrc location="
                + clip
                + " ! flvdemux name=d"
                + " d.video ! h264parse ! queue ! m.video"
                + " d.audio ! aacparse ! queue ! m.audio")
            .split(" "));
    server.awaitLog("published");
    Path file = bench.folder().resolve("played.flv");

    Outcome outcome =
        gst.run(
            Streams.LIMIT,
            "-q",
            "rtmp2src",
            "num-buffers=60",
            "location=" + server.rtmp("gst"),
            "!",
            "filesink",
            "location=" + file);

    outcome.orFail();
    assertThat(streams.packets(file)).anyMatch(Packet::isVideo).anyMatch(Packet::isAudio);
    streams.assertDecodes(file);
  }

  @Test
  void nginxPushesItsStreamsHere() throws IOException {
    Tool nginx = InstalledTool.require("nginx");
    Path module =
        InstalledTool.requireFile(
            "libnginx-mod-rtmp", Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so"));
    ServerProcess server = bench.start(ServerConfig.live());
    int port = Ports.free();
    Path config = bench.folder().resolve("nginx.conf");
    Files.write(
        config,
        List.of(
            "load_module " + module + ";",
            "daemon off; master_process off; pid nginx.pid; error_log stderr warn;",
            "events {}",
            "rtmp { server { listen 127.0.0.1:" + port + ";",
            "  application live { live on; push "
                + server.rtmp("live", "").replaceAll("/$", "")
                + "; }",
            "} }"));
    bench.run(nginx, "-p", bench.folder().toString(), "-c", config.toString());
    String source = "rtmp://127.0.0.1:" + port + "/live/one";
    Path file = bench.folder().resolve("played.flv");
    Ports.awaitOpen(port);
    streams.publishForever(Clips.PLAIN, source);
    server.awaitLog("published");

    streams.capture(server.rtmp("one"), file, 2);

    streams.assertDecodes(file);
  }
}
