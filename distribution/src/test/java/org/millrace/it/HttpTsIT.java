package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MPEG-TS over HTTP, read by ffmpeg; and all outputs, read by GStreamer. */
class HttpTsIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final FfmpegTools tools = FfmpegTools.get();
  private final Streams streams = new Streams(bench);
  private final int port = Ports.free();

  @Test
  void everyPictureAndSoundComesThrough() throws Exception {
    ServerProcess server = start("");
    Path plain = bench.folder().resolve("plain.ts");
    Path hevc = bench.folder().resolve("hevc.ts");
    RunningTool plainPlayer = streams.capture(http("plain"), plain);
    RunningTool hevcPlayer = streams.capture(http("hevc"), hevc);
    await().atMost(Streams.LIMIT).until(() -> server.log("plays live/").size() == 2);

    streams.publish(Clips.PLAIN, server.rtmp("plain"));
    streams.publish(Clips.HEVC, server.rtmp("hevc")).awaitEnd(Streams.LIMIT).orFail();

    plainPlayer.awaitEnd(Streams.LIMIT).orFail();
    hevcPlayer.awaitEnd(Streams.LIMIT).orFail();
    assertThat(decoded(plain)).containsAll(decoded(Clips.PLAIN.file()));
    assertThat(decoded(hevc)).containsAll(decoded(Clips.HEVC.file()));
  }

  @Test
  void gstreamerReadsEveryOutput() {
    GStreamer player = GStreamer.require(bench, "flvdemux", "tsdemux", "hlsdemux", "dashdemux");
    ServerProcess server = start(", hls = { segmentDuration = 1 }");
    GStreamer.Playing waiting = player.play(http("late"), "tsdemux");
    server.awaitLog("plays live/late");
    streams.publishForever(Clips.PLAIN, server.rtmp("cam"));
    server.awaitLog("live/cam: published");
    String cam = "http://127.0.0.1:" + port + "/live/cam.";
    List<GStreamer.Playing> running =
        List.of(
            player.play(cam + "flv", "flvdemux"),
            player.play(cam + "ts", "tsdemux"),
            player.watch(cam + "mpd", "dashdemux"),
            player.watch(cam + "m3u8", "hlsdemux"));
    streams.publishWithLateSound(server.rtmp("late"));

    running.forEach(GStreamer.Playing::succeeds);
    waiting.succeeds();
  }

  private ServerProcess start(String plugins) {
    ServerConfig config = ServerConfig.live();
    return bench.start(
        config
            .withRoot("plugins = { ['http-ts'] = { waitForStream = 20 }" + plugins + " },")
            .withSelector(
                "acceptors = {{ ip = '127.0.0.1', port = %d, protocol = 'inboundRtmp' },"
                        .formatted(config.rtmpPort())
                    + " { ip = '127.0.0.1', port = %d, protocol = 'inboundHttp' }},"
                        .formatted(port)));
  }

  private String http(String stream) {
    return "http://127.0.0.1:" + port + "/live/" + stream + ".ts";
  }

  /** The check sums of all decoded pictures and sounds, each kind in order. */
  private List<String> decoded(Path file) {
    Outcome outcome =
        tools
            .ffmpeg()
            .run(
                Streams.LIMIT,
                "-i",
                file.toString(),
                "-map",
                "0:v",
                "-map",
                "0:a?",
                "-f",
                "framemd5",
                "-")
            .orFail();
    assertThat(outcome.errors()).isEmpty();
    return Arrays.stream(outcome.text().split("\n"))
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.charAt(0) + " " + line.substring(line.lastIndexOf(',') + 1).trim())
        .sorted()
        .toList();
  }
}
