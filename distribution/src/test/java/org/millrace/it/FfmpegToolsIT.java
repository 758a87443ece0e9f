package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tools themselves, tried on the clip that comes with the server. */
class FfmpegToolsIT {
  @RegisterExtension final TestBench bench = new TestBench();

  private final FfmpegTools tools = FfmpegTools.get();
  private final Path demo = Distribution.built().home().resolve("media/demo.flv");

  @Test
  void theDemoClipCanBeLoopedWithoutAGap() {
    MediaInfo info = tools.probe(demo.toString());
    assertThat(info.video().codec()).isEqualTo("h264");
    assertThat(info.video().number("width")).isEqualTo(640);
    assertThat(info.audio().codec()).isEqualTo("aac");

    List<Packet> packets = tools.packets(demo);
    assertThat(packets.stream().filter(Packet::isVideo)).hasSize(256);
    assertThat(packets.stream().filter(Packet::isAudio)).hasSize(441);
    assertThat(256 * 1000.0 / 25).as("milliseconds").isEqualTo(441 * 1024 * 1000.0 / 44_100);
    assertThat(packets.get(0)).matches(packet -> packet.key() && packet.dtsMillis() == 0);
  }

  @Test
  void aCopyHoldsTheSamePackets() {
    Path copy = bench.folder().resolve("copy.flv");
    tools
        .ffmpeg()
        .run(Duration.ofSeconds(30), "-i", demo.toString(), "-c", "copy", copy.toString())
        .orFail();

    assertThat(tools.packets(copy)).isEqualTo(tools.packets(demo));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void startsWithEmptyLibrariesForSoundCardsAndScreens() throws IOException {
    Path stubs = Files.createDirectories(bench.folder().resolve("stubs"));
    for (String library : List.of("libasound.so.2", "libpulse.so.0", "libxcb.so.1")) {
      StubLibrary.write(stubs.resolve(library));
    }
    Map<String, String> environment = new HashMap<>(tools.ffprobe().environment());
    environment.merge("LD_LIBRARY_PATH", stubs.toString(), (path, first) -> first + ":" + path);

    Outcome outcome =
        new Tool(tools.ffprobe().command(), environment)
            .run(Duration.ofSeconds(30), "-show_format", demo.toString());

    assertThat(outcome.orFail().output()).contains("format_name=flv");
    assertThat(outcome.errors()).isEmpty();
  }
}
