package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is published is recorded, and the file is what was published. */
class RecordingIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);
  private final FfmpegTools tools = FfmpegTools.get();

  @Test
  void aRecordingHoldsWhatWasPublishedAndItsDuration() {
    ServerProcess server = bench.start(ServerConfig.live().withLive("record = \"always\","));

    streams.publish(Clips.B_FRAMES, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
    Path file = awaitRecording(server, "one.flv", 1);

    streams.assertSamePackets(file, Clips.B_FRAMES);
    streams.assertDecodes(file);
    assertThat(tools.probe(file.toString()).durationSeconds()).isCloseTo(4.0, within(0.2));
  }

  @Test
  void appendGoesOnAtTheEndOfTheFile() {
    ServerProcess server = bench.start(ServerConfig.live().withLive("record = \"append\","));

    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
    awaitRecording(server, "one.flv", 1);
    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
    Path file = awaitRecording(server, "one.flv", 2);

    List<String> once = Streams.hashes(streams.packets(Clips.PLAIN.file()), "video");
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    List<Packet> packets = streams.packets(file);
    assertThat(Streams.hashes(packets, "video")).isEqualTo(twice);
    assertThat(packets.stream().filter(Packet::isVideo).map(Packet::dtsMillis).toList())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(tools.probe(file.toString()).durationSeconds()).isCloseTo(8.0, within(0.5));
  }

  @Test
  void aRecordingThatWasKilledPlaysAndIsMendedAtTheNextStart() {
    ServerConfig config = ServerConfig.live().withLive("record = \"always\",");
    ServerProcess server = bench.start(config);
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    Path file = server.media().resolve("one.flv");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(file) && Files.size(file) > 120_000);
    server.kill();

    List<Packet> torn = streams.packets(file);
    assertThat(torn).as("plays before it is mended").hasSizeGreaterThan(50);

    ServerProcess again = bench.start(config);
    again.awaitLog("repaired");

    List<Packet> mended = streams.packets(file);
    List<String> published = Streams.hashes(streams.packets(Clips.PLAIN.file()), "video");
    List<String> video = Streams.hashes(mended, "video");
    assertThat(video).isNotEmpty();
    for (int i = 0; i < video.size(); i++) {
      assertThat(video.get(i)).isEqualTo(published.get(i % published.size()));
    }
    long last = mended.get(mended.size() - 1).dtsMillis();
    assertThat(tools.probe(file.toString()).durationSeconds()).isCloseTo(last / 1e3, within(0.2));
    streams.assertDecodes(file);
  }

  @Test
  void aRecordingIsFinishedWhenTheServerStops() {
    ServerProcess server = bench.start(ServerConfig.live().withLive("record = \"always\","));
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    Path file = server.media().resolve("one.flv");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(file) && Files.size(file) > 120_000);

    assertThat(server.stop().exitCode()).isZero();

    assertThat(tools.probe(file.toString()).durationSeconds()).isGreaterThan(0.5);
    streams.assertDecodes(file);
  }

  private static Path awaitRecording(ServerProcess server, String name, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.log("finished")).hasSize(count));
    return server.media().resolve(name);
  }
}
