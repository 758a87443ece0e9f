package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured. */
final class Scenarios {
  /** Connections, and what servers and load generators open beside them. */
  private static final int FEW_FILES = 2_500;

  private static final String FILES = "files";
  private static final int MANY_FILES = 5_500;

  private final Millrace millrace;
  private final Optional<Peer> nginx;
  private final Duration length;
  private final Path files;

  /**
   * All scenarios.
   *
   * @param millrace the server that this is about
   * @param nginx what it is compared with; may be missing
   * @param length of each measurement
   * @param files a folder for files that servers serve
   */
  Scenarios(Millrace millrace, Optional<? extends Peer> nginx, Duration length, Path files) {
    this.millrace = millrace;
    this.nginx = nginx.map(peer -> peer);
    this.length = length;
    this.files = files;
  }

  List<Scenario> all() throws IOException {
    return List.of(
        fanOut(),
        slowViewers(),
        compared(
            "ingest",
            "Ingest: publishers of 1 Mb/s, nobody watches",
            "500 publishers",
            peer -> new IngestTrial(peer, Load.of(500, length))),
        compared(
            "streams",
            "Many streams of 200 kb/s, one viewer each",
            "1,000 streams",
            peer -> new FanOutTrial(peer, Load.of(1_000, length).streams(1_000, 200))),
        eventLoops(),
        compared(
            "cold-start",
            "Cold start: all join when the port opens; the first 10 s",
            "500 viewers",
            peer -> new ColdStartTrial(peer, Load.of(500, Duration.ofSeconds(10)).rush())),
        compared("idle", "Idle, with all plugins", "nobody", IdleTrial::new),
        memory(),
        pauses(),
        segments());
  }

  /** Without wrk there is nothing in it. */
  private Scenario segments() throws IOException {
    List<Row> rows = new ArrayList<>();
    if (Wrk.isInstalled()) {
      SegmentsTrial.makeFiles(files);
      int port = Workbench.freePort();
      Row baseline =
          Programs.find("nginx")
              .map(program -> new NginxFiles(program, files, port))
              .map(peer -> new Row(FILES, peer.name(), null, segments(peer, port, false)))
              .orElse(null);
      if (baseline != null) {
        rows.add(baseline);
      }
      Millrace serving = millrace.http(port, files);
      rows.add(new Row(FILES, serving.name(), baseline, segments(serving, port, false)));
      rows.add(
          new Row("segments in memory", serving.name(), baseline, segments(serving, port, true)));
    }
    return new Scenario("segments", "Segments of 1 MB over HTTP, 32 connections", FEW_FILES, rows);
  }

  private Trial segments(Peer peer, int port, boolean isLive) {
    return new SegmentsTrial(peer, port, isLive, length);
  }

  private Scenario fanOut() {
    List<Row> rows = new ArrayList<>();
    for (int viewers : List.of(500, 1_000, 2_000)) {
      String what = String.format(Locale.ROOT, "%,d viewers", viewers);
      Load load = Load.of(viewers, length);
      Row baseline = add(rows, what, peer -> new FanOutTrial(peer, load));
      Millrace merging = millrace.mergeWrite("0.1");
      rows.add(new Row(what, merging.name(), baseline, new FanOutTrial(merging, load)));
    }
    return new Scenario("fan-out", "Fan-out: one stream of 1 Mb/s", FEW_FILES, rows);
  }

  private Scenario slowViewers() {
    List<Row> rows = new ArrayList<>();
    Load load = Load.of(1_000, length);
    for (Peer peer : nginx.map(other -> List.of(other, millrace)).orElse(List.of(millrace))) {
      Row without =
          new Row("1,000 viewers, none slow", peer.name(), null, new FanOutTrial(peer, load));
      rows.add(without);
      rows.add(
          new Row(
              "1,000 viewers, 5 % read 1 KB/s",
              peer.name(), without, new FanOutTrial(peer, load.slow(5))));
    }
    return new Scenario("slow", "Slow viewers: what the others notice", FEW_FILES, rows);
  }

  private Scenario eventLoops() {
    Load load = Load.of(1_000, length);
    Row one =
        new Row("1,000 viewers", "Millrace, 1 loop", null, new EventLoopsTrial(millrace, 1, load));
    Row two =
        new Row("1,000 viewers", "Millrace, 2 loops", one, new EventLoopsTrial(millrace, 2, load));
    return new Scenario("loops", "Two event loops against one", FEW_FILES, List.of(one, two));
  }

  private Scenario memory() {
    Load load = Load.of(5_000, length).streams(1, 200);
    List<Row> rows = new ArrayList<>();
    add(rows, "5,000 viewers", peer -> new FanOutTrial(peer, load));
    return new Scenario("memory", "Memory: one stream of 200 kb/s", MANY_FILES, rows);
  }

  private Scenario pauses() {
    Trial trial = new GcPausesTrial(millrace, Load.of(2_000, length.multipliedBy(2)));
    return new Scenario(
        "pauses",
        "Pauses of the garbage collector, from start to end",
        FEW_FILES,
        List.of(new Row("2,000 viewers", millrace.name(), null, trial)));
  }

  private Scenario compared(String name, String title, String load, Function<Peer, Trial> trial) {
    List<Row> rows = new ArrayList<>();
    add(rows, load, trial);
    return new Scenario(name, title, FEW_FILES, rows);
  }

  /**
   * Adds rows for nginx-rtmp and Millrace.
   *
   * @return the former, with which all others are compared; null if it is missing
   */
  private @Nullable Row add(List<Row> rows, String load, Function<Peer, Trial> trial) {
    Row baseline =
        nginx.map(peer -> new Row(load, peer.name(), null, trial.apply(peer))).orElse(null);
    if (baseline != null) {
      rows.add(baseline);
    }
    rows.add(new Row(load, millrace.name(), baseline, trial.apply(millrace)));
    return baseline;
  }
}
