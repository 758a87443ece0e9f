package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** DASH: ffmpeg plays it. */
class DashIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);
  private final int port = Ports.free();

  @Test
  void ffmpegPlaysPicturesAndSoundWithoutAGap() {
    ServerProcess server = start();
    streams.publishForever(Clips.PLAIN, server.rtmp("cam"));
    server.awaitLog("live/cam: published");
    Path file = bench.folder().resolve("cam.mp4");

    FfmpegTools.get()
        .ffmpeg()
        .run(Streams.LIMIT, "-i", url("cam"), "-t", "3", "-c", "copy", file.toString())
        .orFail();

    streams.assertDecodes(file);
    for (String type : List.of("video", "audio")) {
      List<Packet> packets =
          streams.packets(file).stream().filter(packet -> packet.type().equals(type)).toList();
      assertThat(packets).as(type).hasSizeGreaterThan(50);
      for (int i = 1; i < packets.size(); i++) {
        assertThat(packets.get(i).dtsMillis() - packets.get(i - 1).dtsMillis())
            .as("step of %s at %d", type, i)
            .isBetween(1L, 90L);
      }
    }
  }

  @Test
  void whatIsNotLiveIsNotFound() throws Exception {
    start();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url("missing"))).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  private ServerProcess start() {
    return bench.start(
        ServerConfig.live()
            .withRoot("plugins = { hls = { segmentDuration = 1 } },")
            .withApplication(
                "{ name = 'web', type = 'appselector', acceptors = {{ ip = '127.0.0.1', port = "
                    + port
                    + ", protocol = 'inboundHttp' }} }"));
  }

  private String url(String stream) {
    return "http://127.0.0.1:" + port + "/live/" + stream + ".mpd";
  }
}
