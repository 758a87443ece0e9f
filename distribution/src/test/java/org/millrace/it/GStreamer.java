package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** GStreamer as a player: decodes fifty pictures and fifty sounds, and ends. */
final class GStreamer {
  private static final String SINK = "fakesink num-buffers=50";

  private final TestBench bench;
  private final Tool launch;

  private GStreamer(TestBench bench, Tool launch) {
    this.bench = bench;
    this.launch = launch;
  }

  /** Finds it and the elements that it needs, or skips the test, with the reason. */
  static GStreamer require(TestBench bench, String... elements) {
    Tool inspect = InstalledTool.require("gst-inspect-1.0");
    Stream.concat(Stream.of("souphttpsrc", "avdec_h264", "avdec_aac"), Stream.of(elements))
        .forEach(
            element ->
                Assumptions.assumeTrue(
                    inspect.run(Streams.LIMIT, "--exists", element).succeeded(),
                    () -> "GStreamer's " + element + " is not installed"));
    return new GStreamer(bench, InstalledTool.require("gst-launch-1.0"));
  }

  /** Plays by a demuxer, or by one that downloads and one for what it downloads. */
  Playing play(String url, String... demuxers) {
    List<String> words = new ArrayList<>(List.of("-q", "souphttpsrc", "location=" + url));
    for (String demuxer : demuxers) {
      words.addAll(List.of("!", demuxer));
    }
    words.add("name=d");
    for (String decoder : List.of("h264parse ! avdec_h264", "aacparse ! avdec_aac")) {
      words.addAll(List.of(("d. ! queue ! " + decoder + " ! " + SINK).split(" ")));
    }
    return start(words);
  }

  /** Decodes pictures by a demuxer that downloads, which does not end when its sink has enough. */
  Playing watch(String url, String demuxer) {
    String words = "-v souphttpsrc location=" + url + " ! " + demuxer + " ! decodebin";
    return start(List.of((words + " ! fakesink silent=false").split(" ")));
  }

  private Playing start(List<String> words) {
    return new Playing(bench.run(launch, words.toArray(String[]::new)), words.contains("-q"));
  }

  /**
   * A player that runs.
   *
   * @param tool the program
   * @param ends whether it ends when it has decoded enough
   */
  record Playing(RunningTool tool, boolean ends) {
    /** Waits until it has decoded what it is to. */
    void succeeds() {
      if (ends) {
        Outcome outcome = tool.awaitEnd(Streams.LIMIT).orFail();
        assertThat(outcome.text()).doesNotContain("ERROR", "WARNING");
      } else {
        tool.awaitLine("last-message = chain", Streams.LIMIT);
      }
    }
  }
}
