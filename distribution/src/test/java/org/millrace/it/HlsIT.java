package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HLS: ffmpeg plays it, and a client of the JDK waits for parts. */
class HlsIT {
  private static final Pattern LAST_PART = Pattern.compile("-(\\d+)\\.(\\d+)\\.m4s");

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = Ports.free();

  @Test
  void cmafPlaysWhateverTheCodecAndItsSegmentsBeginWithKeyFrames() throws Exception {
    ServerProcess server = start("segmentDuration = 1");
    List<RunningTool> players = new ArrayList<>();
    List<Clips> clips = List.of(Clips.PLAIN, Clips.HEVC, Clips.AV1);
    for (Clips clip : clips) {
      streams.publishForever(clip, server.rtmp(clip.name()));
      server.awaitLog("live/" + clip.name() + ": published");
    }
    for (Clips clip : clips) {
      players.add(capture(clip));
    }
    segmentsBeginWithKeyFrames(media(Clips.PLAIN));
    aReloadWaitsForTheNextPart(media(Clips.PLAIN));
    for (RunningTool player : players) {
      player.awaitEnd(Streams.LIMIT).orFail();
    }
    clips.forEach(this::assertContinuous);
  }

  @Test
  void encryptedTransportStreamsPlay() throws Exception {
    ServerProcess server =
        start(
            "segmentFormat = 'mpegts', segmentDuration = 1, encryption = 'aes-128', keyRotation = 1");
    streams.publishForever(Clips.PLAIN, server.rtmp(Clips.PLAIN.name()));
    server.awaitLog("published");

    capture(Clips.PLAIN).awaitEnd(Streams.LIMIT).orFail();
    assertContinuous(Clips.PLAIN);
    String playlist = get(media(Clips.PLAIN));
    assertThat(playlist).contains("#EXT-X-KEY:METHOD=AES-128,URI=\"key-");
    String key = "key-" + playlist.split("key-")[1].split("\"")[0];
    String stranger = url("PLAIN").replace(".m3u8", ".segments/AAAAAAAAAAAAAAAAAAAA/") + key;
    assertThat(status(stranger)).isEqualTo(403);
  }

  @Test
  void gstreamerReadsTransportStreams() {
    GStreamer player = GStreamer.require(bench, "hlsdemux", "tsdemux");
    ServerProcess server = start("segmentFormat = 'mpegts', segmentDuration = 1");
    streams.publishWithLateSound(server.rtmp("late"));
    server.awaitLog("live/late: published");

    player.play(url("late"), "hlsdemux", "tsdemux").succeeds();
  }

  private ServerProcess start(String settings) {
    return bench.start(
        ServerConfig.live()
            .withRoot("plugins = { hls = { " + settings + " } },")
            .withApplication(
                "{ name = 'web', type = 'appselector', acceptors = {{ ip = '127.0.0.1', port = "
                    + port
                    + ", protocol = 'inboundHttp' }} }"));
  }

  private String url(String stream) {
    return "http://127.0.0.1:" + port + "/live/" + stream + ".m3u8";
  }

  private Path played(Clips clip) {
    return bench.folder().resolve(clip.name() + ".mp4");
  }

  private RunningTool capture(Clips clip) {
    return bench.run(
        FfmpegTools.get().ffmpeg(),
        "-i",
        url(clip.name()),
        "-t",
        "3",
        "-c",
        "copy",
        played(clip).toString());
  }

  private void assertContinuous(Clips clip) {
    Path file = played(clip);
    streams.assertDecodes(file);
    for (String type : List.of("video", "audio")) {
      List<Packet> packets =
          streams.packets(file).stream().filter(packet -> packet.type().equals(type)).toList();
      assertThat(packets).as("%s of %s", type, clip).hasSizeGreaterThan(50);
      for (int i = 1; i < packets.size(); i++) {
        assertThat(packets.get(i).dtsMillis() - packets.get(i - 1).dtsMillis())
            .as("step of %s of %s at %d", type, clip, i)
            .isBetween(1L, 90L);
      }
    }
  }

  /** The address of the media playlist of the pictures. */
  private String media(Clips clip) throws Exception {
    List<String> lines = get(url(clip.name())).lines().toList();
    return URI.create(url(clip.name())).resolve(lines.get(lines.size() - 1)).toString();
  }

  private void segmentsBeginWithKeyFrames(String media) throws Exception {
    URI base = URI.create(media);
    List<String> names =
        get(media).lines().filter(line -> line.matches("video-.*\\d\\.m4s")).toList();
    assertThat(names).isNotEmpty();
    String epoch = names.get(0).split("-")[1];
    for (String name : names) {
      Path file = bench.folder().resolve(name.replace("m4s", "mp4"));
      download(base.resolve("video-" + epoch + "-init0.mp4"), file);
      download(base.resolve(name), file);
      List<Packet> packets = streams.packets(file);
      assertThat(packets.get(0).key()).as(name).isTrue();
      assertThat(packets).as(name).hasSizeGreaterThanOrEqualTo(20);
    }
  }

  private void aReloadWaitsForTheNextPart(String media) throws Exception {
    for (int i = 0; i < 5; i++) {
      Matcher hint = lastPart(get(media));
      String next = "?_HLS_msn=" + hint.group(1) + "&_HLS_part=" + hint.group(2);
      String answer = get(media + next);
      assertThat(answer.lines().filter(line -> line.startsWith("#EXT-X-PART:")).toList().toString())
          .contains(hint.group());
    }
    assertThat(status(media + "?_HLS_part=1")).isEqualTo(400);
    assertThat(status(media + "?_HLS_msn=100000")).isEqualTo(400);
  }

  private static Matcher lastPart(String playlist) {
    String hint =
        playlist
            .lines()
            .filter(line -> line.startsWith("#EXT-X-PRELOAD-HINT:"))
            .findFirst()
            .orElseThrow();
    Matcher matcher = LAST_PART.matcher(hint);
    assertThat(matcher.find()).isTrue();
    return matcher;
  }

  private String get(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request(URI.create(address)), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private int status(String address) throws IOException, InterruptedException {
    return client
        .send(request(URI.create(address)), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private void download(URI address, Path file) throws IOException, InterruptedException {
    byte[] bytes = client.send(request(address), HttpResponse.BodyHandlers.ofByteArray()).body();
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address).build();
  }
}
