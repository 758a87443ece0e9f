package org.millrace.dash.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.StreamWindow;

/** Writes a media presentation description: the live profile, with low latency if wanted. */
public final class Manifest {
  private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";
  private static final String LIVE = "urn:mpeg:dash:profile:isoff-live:2011";

  /** DASH-IF's guidelines for low latency, version 5. */
  private static final String LOW_LATENCY = "http://www.dashif.org/guidelines/low-latency-live-v5";

  static final String TIME_SCHEME = "urn:mpeg:dash:utc:http-iso:2014";

  /** Players without low latency stay this many segments behind the newest one. */
  private static final int DELAY_SEGMENTS = 3;

  /** How much faster or slower players may play to come to the latency that is wanted. */
  private static final double LEAST_RATE = 0.96;

  private static final double HIGHEST_RATE = 1.04;

  /**
   * Where things are, as relative references from the manifest's own address.
   *
   * @param location the manifest, for whoever has it already
   * @param base the folder of the segments, with a slash at its end
   * @param clock tells the time
   */
  public record Addresses(String location, String base, String clock) {}

  private final StreamWindow window;
  private final Periods periods;
  private final ManifestOptions options;
  private final Duration segment;
  private final Xml out = new Xml("MPD", NAMESPACE);

  private Manifest(StreamWindow window, Periods periods, ManifestOptions options) {
    this.window = window;
    this.periods = periods;
    this.options = options;
    this.segment = Duration.ofSeconds(window.targetDuration());
  }

  /**
   * Writes.
   *
   * @param window what there is
   * @param periods extended by that window
   * @param options what is offered
   * @param addresses of everything
   * @return XML
   */
  public static String write(
      StreamWindow window, Periods periods, ManifestOptions options, Addresses addresses) {
    return new Manifest(window, periods, options).text(addresses);
  }

  private String text(Addresses addresses) {
    writeAttributes();
    out.text("BaseURL", addresses.base());
    out.text("Location", addresses.location());
    if (options.lowLatency()) {
      writeService();
    }
    List<Period> all = periods.all();
    for (int i = 0; i < all.size(); i++) {
      Period next = i + 1 < all.size() ? all.get(i + 1) : null;
      new PeriodWriter(out, window, options, addresses.clock()).write(periods, all.get(i), next);
    }
    out.scheme("UTCTiming", TIME_SCHEME, addresses.clock());
    return out.finish();
  }

  private void writeAttributes() {
    out.with("profiles", options.lowLatency() ? LIVE + "," + LOW_LATENCY : LIVE);
    out.with("type", "dynamic");
    out.with("availabilityStartTime", periods.origin());
    out.with("publishTime", publishTime());
    if (window.ended()) {
      out.with("mediaPresentationDuration", end());
    } else {
      // Each segment has to be known soon enough: with low latency while it is being made.
      out.with("minimumUpdatePeriod", options.lowLatency() ? segment.dividedBy(2) : segment);
    }
    out.with("minBufferTime", options.lowLatency() ? Duration.ofSeconds(1) : segment);
    out.with("timeShiftBufferDepth", depth());
    out.with("suggestedPresentationDelay", segment.multipliedBy(DELAY_SEGMENTS));
    out.with("maxSegmentDuration", longest());
  }

  /** When the newest segment that is listed began: another one for each change. */
  private Instant publishTime() {
    return window.renditions().stream()
        .flatMap(Manifest::newest)
        .map(SegmentHead::time)
        .max(Comparator.naturalOrder())
        .orElse(periods.origin());
  }

  private static Stream<SegmentHead> newest(Rendition rendition) {
    OpenSegment open = rendition.open();
    return open == null ? rendition.last().map(Segment::head).stream() : Stream.of(open.head());
  }

  /** Since the begin of the first period. */
  private Duration end() {
    @Nullable Period last =
        periods.all().isEmpty() ? null : periods.all().get(periods.all().size() - 1);
    if (last == null) {
      return Duration.ZERO;
    }
    long media = segments().mapToLong(Segment::end).max().orElse(last.start()) - last.start();
    return Duration.between(periods.origin(), last.time()).plus(MediaTime.toDuration(media));
  }

  private Duration depth() {
    long listed = 0;
    for (Rendition rendition : window.renditions()) {
      listed = Math.max(listed, rendition.segments().stream().mapToLong(Segment::duration).sum());
    }
    return MediaTime.toDuration(listed);
  }

  private Duration longest() {
    return MediaTime.toDuration(segments().mapToLong(Segment::duration).max().orElse(0))
        .plus(Duration.ofMillis(1));
  }

  private Stream<Segment> segments() {
    return window.renditions().stream().flatMap(rendition -> rendition.segments().stream());
  }

  private void writeService() {
    long target = options.targetLatency().toMillis();
    out.start("ServiceDescription").with("id", 0);
    out.start("Latency")
        .with("target", target)
        .with("min", target / 2)
        .with("max", 2 * target)
        .with("referenceId", PeriodWriter.REFERENCE_ID)
        .end();
    out.start("PlaybackRate").with("min", LEAST_RATE).with("max", HIGHEST_RATE).end();
    out.end();
  }
}
