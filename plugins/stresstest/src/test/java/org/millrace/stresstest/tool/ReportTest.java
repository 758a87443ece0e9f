package org.millrace.stresstest.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.millrace.stresstest.load.Figures;
import org.millrace.stresstest.load.LatencyHistogram;
import org.millrace.stresstest.tool.StressRun.Outcome;
import org.millrace.stresstest.tool.StressRun.Part;
import picocli.CommandLine;

class ReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static Figures figures(long lost, long unsent) {
    return new Figures(
        2_000_000_000L,
        25_000_000,
        250_000,
        500,
        lost,
        unsent,
        new LatencyHistogram(),
        12.34,
        56.78);
  }

  private static Part part(Figures figures, String... failures) {
    return new Part(100, 100 - failures.length, failures.length, List.of(failures), figures);
  }

  private int print(Outcome outcome, String... words) {
    StressOptions options =
        StressOptions.of(new CommandLine(StressOptions.spec()).parseArgs(words));
    int code =
        new Report(options, outcome).print(new PrintWriter(out, true), new PrintWriter(err, true));
    return code;
  }

  private static Outcome played(Part part) {
    return new Outcome(Optional.of(part), Optional.empty(), false);
  }

  @Test
  void jsonHasTheKeysThatBenchmarksRead() {
    int code = print(played(part(figures(0, 0))), "--json", "rtmp://h/live/x");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "{\"mode\":\"play\",\"conns\":100,\"alive\":100,\"errors\":0,\"seconds\":2.000,"
                + "\"bytes\":25000000,\"mbps\":100.0,\"min_conn_kbps\":1000.0,\"frames\":500,"
                + "\"lost\":0,\"lat_ms\":{\"p50\":-1.00,\"p90\":-1.00,\"p99\":-1.00,"
                + "\"max\":-1.00},\"first_frame_ms\":12.3,\"first_frame_max_ms\":56.8}");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void jsonOfBothHasEachKeyOnce() {
    Outcome both =
        new Outcome(Optional.of(part(figures(0, 0))), Optional.of(part(figures(0, 0))), false);

    print(both, "--json", "--both", "rtmp://h/live/x");

    assertThat(out.toString())
        .contains("\"mode\":\"both\"")
        .contains(",\"publishers\":100,\"publishers_alive\":100,\"publishers_errors\":0,")
        .endsWith("\"unsent_frames\":0}" + System.lineSeparator())
        .containsOnlyOnce("\"frames\"")
        .containsOnlyOnce("\"bytes\"");
  }

  @Test
  void publishersLoseWhatTheServerDoesNotTake() {
    Outcome published = new Outcome(Optional.empty(), Optional.of(part(figures(0, 7))), false);

    assertThat(print(published, "--json", "--publish", "rtmp://h/live/x")).isEqualTo(1);
    assertThat(out.toString()).contains("\"mode\":\"publish\"").contains("\"lost\":7,");
  }

  @Test
  void theTableIsForPeople() {
    assertThat(print(played(part(figures(0, 0))), "rtmp://h/live/x")).isZero();

    assertThat(out.toString())
        .contains("rtmp://h:1935/live/x: 100 players for 2.0 s")
        .contains("100 open at the end, 0 failed")
        .contains("100.0 Mb/s in all, 1,000.0 kb/s the least of one")
        .contains("unknown: no sampled player saw pictures of --publish or --both");
  }

  @Test
  void lostFramesFail() {
    assertThat(print(played(part(figures(1, 0))), "rtmp://h/live/x")).isEqualTo(1);
  }

  @Test
  void failedConnectionsFailWithTheirReasons() {
    int code = print(played(part(figures(0, 0), "1 connection: full")), "rtmp://h/live/x");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("error: 1 connection: full");
  }

  @Test
  void nothingMeasuredFailsUnlessItWasInterrupted() {
    Part nothing = part(Figures.NONE);

    assertThat(print(played(nothing), "rtmp://h/live/x")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing has been measured");
    Outcome interrupted = new Outcome(Optional.of(nothing), Optional.empty(), true);
    assertThat(print(interrupted, "rtmp://h/live/x")).isZero();
  }
}
