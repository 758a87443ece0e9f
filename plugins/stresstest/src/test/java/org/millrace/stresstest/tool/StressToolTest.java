package org.millrace.stresstest.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.millrace.doubles.FakePluginContext;
import org.millrace.rtmp.client.RtmpUri;
import picocli.CommandLine;

class StressToolTest {
  private static final String URI = "rtmp://h/live/x";

  private static StressOptions options(String... words) {
    return StressOptions.of(new CommandLine(StressOptions.spec()).parseArgs(words));
  }

  private static String errors(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new StressTool()
            .run(
                List.of(words),
                new PrintWriter(out),
                new PrintWriter(err),
                new FakePluginContext("stresstest"));
    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Usage: millrace stress");
    return err.toString().lines().findFirst().orElseThrow();
  }

  @Test
  void defaultsAreThoseThatHelpNames() {
    assertThat(options(URI))
        .isEqualTo(
            new StressOptions(
                RtmpUri.parse(URI),
                true,
                false,
                100,
                1,
                10,
                3,
                200,
                20,
                0,
                new StressOptions.Media(1000, 25, 50),
                Optional.empty(),
                false));
  }

  @Test
  void helpIsNoError() {
    StringWriter out = new StringWriter();

    int code =
        new StressTool()
            .run(
                List.of("--help"),
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                new FakePluginContext("stresstest"));

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("--connections", "--seconds", "--warmup", "--rate", "--sampled", "--streams")
        .contains("--publish", "--both", "--kbps", "--fps", "--gop", "--slow", "--json", "--trust")
        .contains("Exit code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-c 0 rtmp://h/a/x | --connections: 0 (expected: 1 to 100000)",
        "-c 100001 rtmp://h/a/x | --connections: 100001 (expected: 1 to 100000)",
        "-t 0 rtmp://h/a/x | --seconds: 0 (expected: 1 to 86400)",
        "--slow 101 rtmp://h/a/x | --slow: 101 (expected: 0 to 100)",
        "--fps 0 --both rtmp://h/a/x | --fps: 0 (expected: 1 to 240)",
        "-c many rtmp://h/a/x | Invalid value for option '--connections': 'many' is not an int",
        "http://h/a/x | uri: http://h/a/x (expected: rtmp://host[:port]/application/stream, or rtmps)",
        "--publish --both rtmp://h/a/x | --publish and --both (expected: one of them)",
        "--publish -c 3 -m 4 rtmp://h/a/x | --streams: 4 (expected: as many as --connections, 3, or neither)",
        "--jason rtmp://h/a/x | Unknown option: '--jason'",
        "'' | Missing required parameter: 'URI'",
      })
  void whatIsWrongIsSaidFirst(String words, String message) {
    assertThat(errors(words.isEmpty() ? new String[0] : words.split(" ")))
        .isEqualTo("millrace stress: " + message);
  }

  @Test
  void publishersAreAsManyAsStreamsOrConnections() {
    assertThat(options("--publish", URI).connections()).isEqualTo(1);
    assertThat(options("--publish", "-c", "7", URI).uris()).hasSize(7);
    assertThat(options("--publish", "-m", "7", URI).connections()).isEqualTo(7);
    assertThat(options("--publish", URI).plays()).isFalse();
  }

  @Test
  void publishersBeginAtOnceUnlessAskedToWarmUp() {
    assertThat(options("--publish", URI).warmup()).isZero();
    assertThat(options("--publish", "-w", "2", URI).warmup()).isEqualTo(2);
    assertThat(options("--both", URI).warmup()).isEqualTo(3);
  }

  @Test
  void bothMeansPublishersForThePlayersStreams() {
    StressOptions options = options("--both", "-c", "10", "-m", "2", URI);

    assertThat(options.plays()).isTrue();
    assertThat(options.publishes()).isTrue();
    assertThat(options.uris()).extracting(RtmpUri::stream).containsExactly("x0", "x1");
  }
}
