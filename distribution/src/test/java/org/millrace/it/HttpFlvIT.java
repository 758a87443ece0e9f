package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.millrace.testkit.media.SyntheticSource;
import org.millrace.testkit.rtmp.RtmpPeer;

/** FLV over HTTP and WebSocket: ffmpeg and the JDK's clients play and publish. */
class HttpFlvIT {
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  /**
   * The kit's client, a server's worth of threads for each join, is slow itself on a busy machine.
   */
  private static final Duration AT_ONCE_FOR_THE_KIT = Duration.ofSeconds(1);

  private static final int JOINS = 10;
  private static final int ROUNDS = 10;

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);
  private final int port = Ports.free();

  @Test
  void whatIsPostedIsPlayedBitExactByEveryWay() throws Exception {
    ServerProcess server = start(20);
    List<Clips> clips = List.of(Clips.PLAIN, Clips.HEVC, Clips.AV1);
    List<RunningTool> players = new ArrayList<>();
    for (Clips clip : clips) {
      players.add(streams.capture(http("live", clip.name()), played(clip)));
    }
    Path messages = bench.folder().resolve("messages.flv");
    BinaryMessages socket =
        BinaryMessages.play(http("live", "PLAIN").replace("http:", "ws:"), messages);
    await().atMost(Streams.LIMIT).until(() -> server.log("plays live/").size() == 4);

    for (Clips clip : clips) {
      post(clip, http("live", clip.name())).orFail();
    }

    for (RunningTool player : players) {
      player.awaitEnd(Streams.LIMIT).orFail();
    }
    for (Clips clip : clips) {
      streams.assertSamePackets(played(clip), clip);
    }
    assertThat(socket.awaitEnd()).isEqualTo("1000 the stream has ended");
    streams.assertSamePackets(messages, Clips.PLAIN);
  }

  /** The group of pictures began 3 s ago, and the next one is far away. */
  @Test
  void playersThatComeInTheMiddleOfAGroupStartAtOnce() {
    ServerProcess server = start(1);
    InetSocketAddress rtmp = new InetSocketAddress("127.0.0.1", server.rtmpPort());
    try (RtmpPeer live = RtmpPeer.connect(rtmp, "live");
        RtmpPeer edge = RtmpPeer.connect(rtmp, "edge")) {
      live.publish("cam").send(longGroups(), Duration.ofSeconds(3));
      edge.publish("cam").send(longGroups(), Duration.ofSeconds(3));
      for (String application : List.of("live", "edge")) {
        assertThat(slowestOf(() -> FirstPicture.overHttp(http(application, "cam")), AT_ONCE))
            .as("FLV over HTTP, application %s", application)
            .isLessThan(AT_ONCE);
        assertThat(
                slowestOf(
                    () -> FirstPicture.overRtmp(rtmp, application, "cam"), AT_ONCE_FOR_THE_KIT))
            .as("RTMP, application %s; the next key frame is seconds away", application)
            .isLessThan(AT_ONCE_FOR_THE_KIT);
      }
      assertThat(FirstPicture.overHttp(http("live", "cam")).millis()).isZero();
      assertThat(FirstPicture.overHttp(http("edge", "cam")).millis()).isBetween(2_700L, 2_999L);
      assertThat(FirstPicture.overHttp(http("live", "cam") + "?start=catchup").millis())
          .isBetween(2_700L, 2_999L);
    }
  }

  @Test
  void whatCannotBeIsTold() throws Exception {
    ServerProcess server = start(1);
    HttpClient client = HttpClient.newHttpClient();
    assertThat(get(client, http("live", "missing")).statusCode()).isEqualTo(404);
    assertThat(get(client, http("nowhere", "missing")).statusCode()).isEqualTo(404);
    assertThat(get(client, http("live", "missing") + "?start=soon").body())
        .contains("start: soon (expected: keyframe, gop or catchup)");

    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("live/one: published");
    assertThat(put(client, http("live", "one"), "FLV").statusCode()).isEqualTo(409);
    assertThat(put(client, http("live", "other"), "this is no FLV").body())
        .contains("FLV signature: 746869 (expected: 464c56)");
  }

  private ServerProcess start(int waitForStream) {
    ServerConfig config = ServerConfig.live();
    return bench.start(
        config
            .withRoot(
                "plugins = { ['http-flv'] = { waitForStream = %d } },".formatted(waitForStream))
            .withSelector(
                "acceptors = {{ ip = '127.0.0.1', port = %d, protocol = 'inboundRtmp' },"
                        .formatted(config.rtmpPort())
                    + " { ip = '127.0.0.1', port = %d, protocol = 'inboundHttp' }},"
                        .formatted(port))
            // A publisher that has sent all that it has shall stay, however slow the machine is.
            .withLive("publisherTimeout = 0,")
            .withApplication(
                "{ name = 'edge', type = 'flvplayback', startMode = 'catchup',"
                    + " publisherTimeout = 0, validateHandshake = false }"));
  }

  private String http(String application, String stream) {
    return "http://127.0.0.1:" + port + "/" + application + "/" + stream + ".flv";
  }

  private Path played(Clips clip) {
    return bench.folder().resolve(clip + ".flv");
  }

  private static SyntheticSource longGroups() {
    return SyntheticSource.of(1_000, 25, 10_000);
  }

  /** Something that starts a player. */
  private interface Join {
    FirstPicture start();
  }

  /** The slowest of ten in the best round: a machine may be busy, but not always. */
  private static Duration slowestOf(Join join, Duration limit) {
    join.start(); // the JVMs of both sides load what they need
    Duration best = limit;
    for (int round = 0; round < ROUNDS && best.compareTo(limit) >= 0; round++) {
      List<Duration> waits =
          IntStream.range(0, JOINS).mapToObj(i -> join.start().waited()).sorted().toList();
      best = waits.get(JOINS - 1);
    }
    return best;
  }

  /** As fast as it goes. */
  private static Outcome post(Clips clip, String url) {
    return FfmpegTools.get()
        .ffmpeg()
        .run(
            Streams.LIMIT,
            ("-i " + clip.file() + " -c copy -f flv -method POST " + url).split(" "));
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(Streams.LIMIT).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(HttpClient client, String url, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .timeout(Streams.LIMIT)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
