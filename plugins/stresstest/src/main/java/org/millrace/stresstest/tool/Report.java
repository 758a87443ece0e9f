package org.millrace.stresstest.tool;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.millrace.stresstest.load.Figures;
import org.millrace.stresstest.load.LatencyHistogram;
import org.millrace.stresstest.tool.StressRun.Outcome;
import org.millrace.stresstest.tool.StressRun.Part;

/** Prints what came out of a run, and judges it. */
record Report(StressOptions options, Outcome outcome) {
  private static final int FAILED = 1;

  /** Reasons that are shown. */
  private static final int SHOWN_REASONS = 5;

  /**
   * Prints.
   *
   * @return the exit code
   */
  int print(PrintWriter out, PrintWriter err) {
    List<Part> parts =
        Stream.of(outcome.publishers(), outcome.players()).flatMap(Optional::stream).toList();
    parts.stream()
        .flatMap(part -> part.failures().stream().limit(SHOWN_REASONS))
        .forEach(reason -> err.println("error: " + reason));
    Optional<String> nothing =
        outcome.interrupted()
            ? Optional.empty()
            : parts.stream().flatMap(this::nothing).findFirst();
    nothing.ifPresent(reason -> err.println("error: " + reason));
    if (options.json()) {
      out.println(json());
    } else {
      outcome.publishers().ifPresent(part -> published(part, out));
      outcome.players().ifPresent(part -> played(part, out));
    }
    return nothing.isPresent() || parts.stream().anyMatch(Report::isBad) ? FAILED : 0;
  }

  private static boolean isBad(Part part) {
    return part.errors() > 0 || part.figures().lost() > 0 || part.figures().unsent() > 0;
  }

  private Stream<String> nothing(Part part) {
    if (part.figures().nanos() == 0) {
      return Stream.of("nothing has been measured");
    }
    return part.figures().bytes() == 0
        ? Stream.of("nothing came: is " + options.uri() + " published?")
        : Stream.empty();
  }

  /** One object without objects of the same keys in it, so that simple scripts can read it. */
  private String json() {
    if (outcome.players().isEmpty()) {
      Part publishers = outcome.publishers().orElseThrow();
      return json("publish", publishers, publishers.figures().unsent(), "");
    }
    Part players = outcome.players().get();
    String publishers = outcome.publishers().map(Report::jsonOfPublishers).orElse("");
    String mode = options.publishes() ? "both" : "play";
    return json(mode, players, players.figures().lost(), publishers);
  }

  private static String jsonOfPublishers(Part part) {
    return String.format(
        Locale.ROOT,
        ",\"publishers\":%d,\"publishers_alive\":%d,\"publishers_errors\":%d,"
            + "\"sent_bytes\":%d,\"sent_frames\":%d,\"unsent_frames\":%d",
        part.connections(),
        part.alive(),
        part.errors(),
        part.figures().bytes(),
        part.figures().frames(),
        part.figures().unsent());
  }

  private static String json(String mode, Part part, long lost, String more) {
    Figures figures = part.figures();
    LatencyHistogram latency = figures.latency();
    return String.format(
        Locale.ROOT,
        "{\"mode\":\"%s\",\"conns\":%d,\"alive\":%d,\"errors\":%d,\"seconds\":%.3f,\"bytes\":%d,"
            + "\"mbps\":%.1f,\"min_conn_kbps\":%.1f,\"frames\":%d,\"lost\":%d,"
            + "\"lat_ms\":{\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,\"max\":%.2f},"
            + "\"first_frame_ms\":%.1f,\"first_frame_max_ms\":%.1f%s}",
        mode,
        part.connections(),
        part.alive(),
        part.errors(),
        figures.seconds(),
        figures.bytes(),
        figures.megabits(),
        figures.leastKilobits(),
        figures.frames(),
        lost,
        latency.millis(50),
        latency.millis(90),
        latency.millis(99),
        latency.millis(100),
        figures.firstFrameMillis(),
        figures.firstFrameMaxMillis(),
        more);
  }

  private void published(Part part, PrintWriter out) {
    Figures figures = part.figures();
    head(part, "publishers", "sent", out);
    line(out, "pictures", "%,d sent, %,d not taken", figures.frames(), figures.unsent());
  }

  private void played(Part part, PrintWriter out) {
    Figures figures = part.figures();
    LatencyHistogram latency = figures.latency();
    head(part, "players", "received", out);
    if (latency.count() == 0) {
      line(out, "latency", "unknown: no sampled player saw pictures of --publish or --both");
      return;
    }
    line(
        out,
        "latency",
        "p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms",
        latency.millis(50),
        latency.millis(90),
        latency.millis(99),
        latency.millis(100));
    line(
        out,
        "pictures",
        "%,d seen by %d sampled players, %,d lost",
        figures.frames(),
        Math.min(options.sampled(), part.connections()),
        figures.lost());
    line(
        out,
        "first picture",
        "%.1f ms after connecting began, on the average; %.1f ms at the most",
        figures.firstFrameMillis(),
        figures.firstFrameMaxMillis());
  }

  private void head(Part part, String who, String did, PrintWriter out) {
    Figures figures = part.figures();
    out.printf(
        Locale.ROOT,
        "%s: %d %s for %.1f s%n",
        options.uri(),
        part.connections(),
        who,
        figures.seconds());
    line(out, "connections", "%d open at the end, %d failed", part.alive(), part.errors());
    line(
        out,
        did,
        "%,.1f Mb/s in all, %,.1f kb/s the least of one",
        figures.megabits(),
        figures.leastKilobits());
  }

  private static void line(PrintWriter out, String name, String format, Object... values) {
    out.printf("  %-14s %s%n", name, String.format(Locale.ROOT, format, values));
  }
}
