package org.millrace.stresstest.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.stresstest.load.LoadPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of {@code millrace stress}.
 *
 * @param uri the stream, or the beginning of the streams' names
 * @param plays whether there are players
 * @param publishes whether there are publishers
 * @param connections players, or publishers if there are no players
 * @param streams how many streams
 * @param seconds how long to measure
 * @param warmup seconds before that
 * @param rate connections opened in a second
 * @param sampled players that look at every frame
 * @param slowPercent players of a hundred that take next to nothing
 * @param media what publishers send
 * @param trust file with the certificates that rtmps trusts; else those of the Java runtime
 * @param json whether the result is for programs
 */
record StressOptions(
    RtmpUri uri,
    boolean plays,
    boolean publishes,
    int connections,
    int streams,
    int seconds,
    int warmup,
    int rate,
    int sampled,
    int slowPercent,
    Media media,
    Optional<Path> trust,
    boolean json) {

  /**
   * What publishers send.
   *
   * @param kilobits of the pictures in a second
   * @param framesPerSecond pictures in a second
   * @param groupLength pictures from one key frame to the next
   */
  record Media(int kilobits, int framesPerSecond, int groupLength) {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("millrace stress");
    spec.usageMessage()
        .description(
            "Puts load on an RTMP server, any, and measures. Players find latency and lost frames"
                + " in streams that --publish or --both send.")
        .footer(
            "",
            "Exit code: 0; 1 if connections failed, frames were lost, or nothing came; 2 for a"
                + " command line that cannot be understood.")
        .sortOptions(false);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("URI")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("rtmp://host[:port]/application/stream, or rtmps")
            .build());
    for (NumberOption number : NumberOption.values()) {
      spec.addOption(number.spec());
    }
    spec.addOption(flag("--publish", "Publish synthetic H.264 and AAC instead of playing."));
    spec.addOption(flag("--both", "Publish the streams, too, and play them."));
    spec.addOption(
        OptionSpec.builder("--trust")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Certificates to trust with rtmps, PEM. Default: those that Java trusts.")
            .build());
    spec.addOption(flag("--json", "Print one JSON object instead of a table."));
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this.").build());
    return spec;
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  /**
   * Reads what was parsed.
   *
   * @throws IllegalArgumentException if values are not possible; the message says which
   */
  static StressOptions of(ParseResult result) {
    RtmpUri uri = RtmpUri.parse(result.matchedPositionalValue(0, ""));
    boolean publish = result.hasMatchedOption("--publish");
    boolean both = result.hasMatchedOption("--both");
    if (publish && both) {
      throw new IllegalArgumentException("--publish and --both (expected: one of them)");
    }
    int streams = NumberOption.STREAMS.of(result);
    int connections = NumberOption.CONNECTIONS.of(result);
    if (publish) {
      // One publisher for each stream: either number will do.
      connections = NumberOption.CONNECTIONS.given(result).orElse(streams);
      if (connections != NumberOption.STREAMS.given(result).orElse(connections)) {
        throw new IllegalArgumentException(
            "--streams: %d (expected: as many as --connections, %d, or neither)"
                .formatted(streams, connections));
      }
      streams = connections;
    }
    return new StressOptions(
        uri,
        !publish,
        publish || both,
        connections,
        streams,
        NumberOption.SECONDS.of(result),
        publish ? NumberOption.WARMUP.given(result).orElse(0) : NumberOption.WARMUP.of(result),
        NumberOption.RATE.of(result),
        NumberOption.SAMPLED.of(result),
        NumberOption.SLOW.of(result),
        new Media(
            NumberOption.KBPS.of(result), NumberOption.FPS.of(result), NumberOption.GOP.of(result)),
        Optional.ofNullable(result.matchedOptionValue("--trust", null)),
        result.hasMatchedOption("--json"));
  }

  /** The streams, one URI each. */
  List<RtmpUri> uris() {
    return LoadPlan.numbered(uri, streams);
  }
}
