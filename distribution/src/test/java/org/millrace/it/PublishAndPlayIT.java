package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** ffmpeg publishes, ffmpeg plays: the server's main job. */
class PublishAndPlayIT {
  private static final List<Clips> KINDS =
      List.of(Clips.B_FRAMES, Clips.AUDIO_ONLY, Clips.VIDEO_ONLY, Clips.HEVC, Clips.AV1);

  @RegisterExtension final TestBench bench = new TestBench();

  private final Streams streams = new Streams(bench);

  @Test
  void threePlayersThatCameFirstGetEveryPacketInOrder() {
    ServerProcess server = bench.start(ServerConfig.live());
    Map<Path, RunningTool> players = new HashMap<>();
    for (String name : List.of("a.flv", "b.flv", "c.flv")) {
      Path file = bench.folder().resolve(name);
      players.put(file, streams.capture(server.rtmp("one"), file));
    }
    awaitPlayers(server, 3);

    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();

    players.forEach(
        (file, player) -> {
          player.awaitEnd(Streams.LIMIT).orFail();
          streams.assertSamePackets(file, Clips.PLAIN);
        });
  }

  @Test
  void everyKindOfStreamPassesBitExact() {
    ServerProcess server = bench.start(ServerConfig.live());
    Map<Clips, RunningTool> players = new LinkedHashMap<>();
    for (Clips clip : KINDS) {
      players.put(clip, streams.capture(server.rtmp(clip.name()), played(clip)));
    }
    awaitPlayers(server, KINDS.size());

    List<RunningTool> publishers =
        KINDS.stream().map(clip -> streams.publish(clip, server.rtmp(clip.name()))).toList();
    publishers.forEach(publisher -> publisher.awaitEnd(Streams.LIMIT).orFail());

    players.forEach(
        (clip, player) -> {
          player.awaitEnd(Streams.LIMIT).orFail();
          streams.assertSamePackets(played(clip), clip);
          streams.assertDecodes(played(clip));
        });
    assertThat(offsets(streams.packets(played(Clips.B_FRAMES))))
        .as("composition times")
        .isEqualTo(offsets(streams.packets(Clips.B_FRAMES.file())))
        .anyMatch(offset -> offset > 0);
  }

  private Path played(Clips clip) {
    return bench.folder().resolve(clip + ".flv");
  }

  @Test
  void aLatePlayerStartsWithHeadersAndAKeyFrame() {
    ServerProcess server = bench.start(ServerConfig.live());
    streams.publishForever(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");
    Path file = bench.folder().resolve("late.flv");

    streams.capture(server.rtmp("one"), file, 2);

    List<Packet> packets = streams.packets(file);
    assertThat(packets.stream().filter(Packet::isVideo).findFirst())
        .hasValueSatisfying(packet -> assertThat(packet.key()).isTrue());
    assertThat(packets).anyMatch(Packet::isAudio);
    streams.assertDecodes(file);
  }

  @Test
  void playersGoOnWhenThePublisherComesBack() {
    ServerProcess server = bench.start(ServerConfig.live().withLive("resumeWindow = 5,"));
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    awaitPlayers(server, 1);

    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
    streams.publish(Clips.PLAIN, server.rtmp("one")).awaitEnd(Streams.LIMIT).orFail();
    List<String> once = Streams.hashes(streams.packets(Clips.PLAIN.file()), "video");
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);

    assertThat(player.isAlive()).as("the player goes on").isTrue();
    player.stop(Streams.LIMIT);
    List<Packet> packets = streams.packets(file);
    assertThat(Streams.hashes(packets, "video")).isEqualTo(twice);
    assertThat(packets.stream().filter(Packet::isVideo).map(Packet::dtsMillis).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theSecondPublisherOfANameIsRefusedAndTheFirstNeverNotices() {
    ServerProcess server = bench.start(ServerConfig.live());
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    awaitPlayers(server, 1);
    RunningTool first = streams.publish(Clips.PLAIN, server.rtmp("one"));
    server.awaitLog("published");

    Outcome second = streams.publish(Clips.VIDEO_ONLY, server.rtmp("one")).awaitEnd(Streams.LIMIT);

    assertThat(second.succeeded()).isFalse();
    assertThat(second.text()).contains("live/one is already published");
    server.awaitLog("is refused: live/one is already published");
    first.awaitEnd(Streams.LIMIT).orFail();
    player.awaitEnd(Streams.LIMIT).orFail();
    streams.assertSamePackets(file, Clips.PLAIN);
  }

  /** 0xFFFFFF ms, where the three bytes of a chunk's timestamp end. */
  @Test
  void timestampsCrossTheEndOfThreeBytes() {
    ServerProcess server = bench.start(ServerConfig.live());
    Path file = bench.folder().resolve("played.flv");
    RunningTool player = streams.capture(server.rtmp("one"), file);
    awaitPlayers(server, 1);

    bench
        .run(
            FfmpegTools.get().ffmpeg(),
            "-re",
            "-i",
            Clips.PLAIN.file().toString(),
            "-c",
            "copy",
            "-output_ts_offset",
            "16775.2",
            "-f",
            "flv",
            server.rtmp("one"))
        .awaitEnd(Streams.LIMIT)
        .orFail();
    player.awaitEnd(Streams.LIMIT).orFail();

    streams.assertSamePackets(file, Clips.PLAIN);
    List<Long> times =
        streams.packets(file).stream().filter(Packet::isVideo).map(Packet::dtsMillis).toList();
    assertThat(times).isSorted();
    assertThat(times.get(times.size() - 1) - times.get(0)).isEqualTo(99 * 40);
  }

  @Test
  void theDemoOfTheDefaultConfigurationPlaysInALoop() throws Exception {
    ServerProcess server =
        bench.start(
            ServerConfig.live()
                .withLive(
                    "fileSources = {{ file = \"demo.flv\", streamName = \"demo\", loop = true }},"
                        + "mediaStorage = { files = { mediaFolder = \""
                        + Distribution.built().home().resolve("media")
                        + "\" } },"));
    Path file = bench.folder().resolve("demo.flv");

    streams.capture(server.rtmp("demo"), file, 12);

    List<Packet> video = streams.packets(file).stream().filter(Packet::isVideo).toList();
    assertThat(video.get(0).key()).isTrue();
    assertThat(video.stream().map(Packet::dtsMillis).toList()).isSorted().doesNotHaveDuplicates();
    assertThat(video).as("over the end of the clip").hasSizeGreaterThan(256);
    streams.assertDecodes(file);
    assertThat(Files.size(file)).isPositive();
  }

  private static void awaitPlayers(ServerProcess server, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.log("plays")).hasSize(count));
  }

  private static List<Long> offsets(List<Packet> packets) {
    return packets.stream()
        .filter(Packet::isVideo)
        .map(packet -> packet.ptsMillis() - packet.dtsMillis())
        .toList();
  }
}
