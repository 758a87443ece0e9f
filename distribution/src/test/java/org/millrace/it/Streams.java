package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the tests do again and again with ffmpeg: publish a clip, capture a stream, compare. */
final class Streams {
  static final Duration LIMIT = Duration.ofSeconds(40);

  private final TestBench bench;
  private final FfmpegTools tools = FfmpegTools.get();

  Streams(TestBench bench) {
    this.bench = bench;
  }

  /** Publishes a clip in real time, in the background, from its start to its end. */
  RunningTool publish(Clips clip, String url) {
    return bench.run(
        tools.ffmpeg(), "-re", "-i", clip.file().toString(), "-c", "copy", "-f", "flv", url);
  }

  /** Publishes a clip several times in a row, in real time, in the background. */
  RunningTool publish(Clips clip, int times, String url) {
    return bench.run(
        tools.ffmpeg(),
        "-re",
        "-stream_loop",
        "" + (times - 1),
        "-i",
        clip.file().toString(),
        "-c",
        "copy",
        "-f",
        "flv",
        url);
  }

  /** Publishes a clip again and again, in the background, until the test ends it. */
  RunningTool publishForever(Clips clip, String url) {
    return bench.run(
        tools.ffmpeg(),
        "-re",
        "-stream_loop",
        "-1",
        "-i",
        clip.file().toString(),
        "-c",
        "copy",
        "-f",
        "flv",
        url);
  }

  /**
   * Publishes a clip in real time, in the background. Its sound begins a quarter of a second behind
   * the pictures, and its configuration is known only then.
   */
  RunningTool publishWithLateSound(String url) {
    Path clip = bench.folder().resolve("late.ts");
    tools
        .ffmpeg()
        .run(LIMIT, "-i", Clips.PLAIN.file().toString(), "-c", "copy", clip.toString())
        .orFail();
    String inputs = "-re -i " + clip + " -itsoffset 0.25 -i " + clip + " -map 0:v -map 1:a";
    String output = " -c copy -bsf:a aac_adtstoasc -f flv " + url;
    return bench.run(tools.ffmpeg(), (inputs + output).split(" "));
  }

  /** Writes what a player gets to a file, in the background, until the stream ends. */
  RunningTool capture(String url, Path file) {
    return bench.run(
        tools.ffmpeg(), "-copyts", "-i", url, "-map", "0", "-c", "copy", file.toString());
  }

  /** Writes the first seconds of what a player gets to a file. */
  Outcome capture(String url, Path file, int seconds) {
    return tools
        .ffmpeg()
        .run(LIMIT, "-i", url, "-t", "" + seconds, "-c", "copy", file.toString())
        .orFail();
  }

  /** The packets of a file. */
  List<Packet> packets(Path file) {
    return tools.packets(file);
  }

  /** Fails unless a file holds exactly the clip's packets, each track in the clip's order. */
  void assertSamePackets(Path file, Clips clip) {
    List<Packet> actual = packets(file);
    List<Packet> expected = packets(clip.file());
    assertThat(hashes(actual, "video")).isEqualTo(hashes(expected, "video"));
    assertThat(hashes(actual, "audio")).isEqualTo(hashes(expected, "audio"));
  }

  /** Fails unless a file holds exactly the clip's packets, so many times in a row. */
  void assertSamePackets(Path file, Clips clip, int times) {
    List<Packet> actual = packets(file);
    List<Packet> expected = packets(clip.file());
    for (String type : List.of("video", "audio")) {
      List<String> all = new ArrayList<>();
      Collections.nCopies(times, hashes(expected, type)).forEach(all::addAll);
      assertThat(hashes(actual, type)).isEqualTo(all);
    }
  }

  /** Fails if decoding a file says a word. */
  void assertDecodes(Path file) {
    Outcome outcome = tools.ffmpeg().run(LIMIT, "-i", file.toString(), "-f", "null", "-").orFail();
    assertThat(outcome.errors()).as(outcome.toString()).isEmpty();
  }

  static List<String> hashes(List<Packet> packets, String type) {
    return packets.stream().filter(p -> p.type().equals(type)).map(Packet::hash).toList();
  }
}
