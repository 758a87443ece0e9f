package org.millrace.hls.playlist;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Part;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.SegmentKey;
import org.millrace.hls.segment.StreamWindow;

/** Writes the media playlist of one rendition, as of one moment. */
public final class MediaPlaylist {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Parts are listed of segments that end within so many target durations of the end. */
  private static final int PARTS_FOR = 3;

  private static final int PART_HOLD_BACK = 3;

  private final StringBuilder out = new StringBuilder(4096);
  private final StreamWindow window;
  private final Rendition rendition;
  private final String epoch;
  private final PlaylistOptions options;
  private final boolean hasParts;

  /** What the tags written so far say of the segments that follow. */
  private @Nullable SegmentHead previous;

  private MediaPlaylist(
      StreamWindow window, Rendition rendition, String epoch, PlaylistOptions options) {
    this.window = window;
    this.rendition = rendition;
    this.epoch = epoch;
    this.options = options;
    this.hasParts = options.isLowLatency() && isInParts(rendition);
  }

  private static boolean isInParts(Rendition rendition) {
    OpenSegment open = rendition.open();
    SegmentHead head =
        open != null ? open.head() : rendition.last().map(Segment::head).orElse(null);
    return head != null && head.init() != null && head.key() == null;
  }

  /**
   * Writes a playlist.
   *
   * @param window the stream
   * @param rendition one of the window's
   * @param epoch of the stream
   * @param options what is offered
   * @param skip whether old segments may be left out
   * @return the text
   */
  public static String write(
      StreamWindow window,
      Rendition rendition,
      String epoch,
      PlaylistOptions options,
      boolean skip) {
    return new MediaPlaylist(window, rendition, epoch, options).text(skip);
  }

  private String text(boolean skip) {
    List<Segment> segments = rendition.segments();
    int skipped = skip ? skippable() : 0;
    header(segments);
    if (skipped > 0) {
      Tag.of(out, "EXT-X-SKIP").number("SKIPPED-SEGMENTS", skipped).end();
    }
    for (int i = skipped; i < segments.size(); i++) {
      previous = previous == null && i > 0 ? withoutState(segments.get(i - 1)) : previous;
      segment(segments.get(i));
    }
    if (window.ended()) {
      Tag.line(out, "EXT-X-ENDLIST");
    } else if (hasParts && rendition.open() != null) {
      open(rendition.open());
      reports();
    }
    return out.toString();
  }

  /** Of skipped segments only the period counts: header and key are said again. */
  private static SegmentHead withoutState(Segment skipped) {
    SegmentHead head = skipped.head();
    return new SegmentHead(head.number(), head.period(), head.start(), head.time(), null, null);
  }

  private int skippable() {
    long boundary = options.skipBoundary(window.targetDuration());
    List<Segment> segments = rendition.segments();
    if (boundary == 0 || !hasParts || segments.isEmpty()) {
      return 0;
    }
    long edge = segments.get(segments.size() - 1).end();
    return (int) segments.stream().filter(segment -> edge - segment.end() > boundary).count();
  }

  private void header(List<Segment> segments) {
    boolean isCmaf = !segments.isEmpty() && segments.get(0).head().init() != null;
    Tag.line(out, "EXTM3U");
    // 9: EXT-X-SKIP; 6: EXT-X-MAP; 3: fractions in EXTINF.
    Tag.line(out, "EXT-X-VERSION", hasParts ? 9 : isCmaf ? 6 : 3);
    Tag.line(out, "EXT-X-TARGETDURATION", window.targetDuration());
    if (hasParts) {
      lowLatency();
    }
    SegmentHead first = firstHead(segments);
    Tag.line(out, "EXT-X-MEDIA-SEQUENCE", first == null ? 0 : first.number());
    Tag.line(out, "EXT-X-DISCONTINUITY-SEQUENCE", first == null ? 0 : first.period());
    if (segments.stream().allMatch(segment -> segment.independent() || segment.isGap())) {
      Tag.line(out, "EXT-X-INDEPENDENT-SEGMENTS");
    }
  }

  private @Nullable SegmentHead firstHead(List<Segment> segments) {
    if (!segments.isEmpty()) {
      return segments.get(0).head();
    }
    OpenSegment open = rendition.open();
    return open == null ? null : open.head();
  }

  private void lowLatency() {
    long target = roundedUp(rendition.partTarget());
    Tag control = Tag.of(out, "EXT-X-SERVER-CONTROL").word("CAN-BLOCK-RELOAD", "YES");
    control.seconds("PART-HOLD-BACK", PART_HOLD_BACK * target);
    long boundary = options.skipBoundary(window.targetDuration());
    if (boundary > 0) {
      control.seconds("CAN-SKIP-UNTIL", boundary);
    }
    control.end();
    Tag.of(out, "EXT-X-PART-INF").seconds("PART-TARGET", target).end();
  }

  /** No part may be longer, after rounding either. */
  private static long roundedUp(long ticks) {
    return MediaTime.ofMillis(-Math.floorDiv(-ticks, MediaTime.TICKS_PER_MILLI));
  }

  private void segment(Segment segment) {
    head(segment.head());
    if (hasParts && isRecent(segment)) {
      segment.parts().forEach(part -> part(segment.number(), part));
    }
    if (segment.isGap()) {
      Tag.line(out, "EXT-X-GAP");
    }
    out.append("#EXTINF:");
    Tag.appendSeconds(out, segment.duration());
    String type = segment.head().init() == null ? "ts" : "m4s";
    HlsFile file = new HlsFile.Segment(rendition.name(), epoch, segment.number(), type);
    out.append(",\n").append(file.name()).append('\n');
  }

  private boolean isRecent(Segment segment) {
    long edge = rendition.last().map(Segment::end).orElse(0L);
    long recent = (long) PARTS_FOR * window.targetDuration() * MediaTime.TICKS_PER_SECOND;
    return edge - segment.end() < recent;
  }

  /** Tags in front of a segment, where they say something else than those before. */
  private void head(SegmentHead head) {
    SegmentHead before = previous;
    if (before != null && before.period() != head.period()) {
      Tag.line(out, "EXT-X-DISCONTINUITY");
    }
    InitSegment init = head.init();
    SegmentKey key = before == null ? null : before.key();
    boolean isNewInit = init != null && (before == null || !init.equals(before.init()));
    if (isNewInit) {
      if (key != null) {
        // A key applies to the EXT-X-MAPs behind it, too, and ours are in the clear.
        Tag.of(out, "EXT-X-KEY").word("METHOD", "NONE").end();
        key = null;
      }
      HlsFile file = new HlsFile.Init(rendition.name(), epoch, init.index());
      Tag.of(out, "EXT-X-MAP").quoted("URI", file.name()).end();
    }
    key(head, key);
    Tag.line(out, "EXT-X-PROGRAM-DATE-TIME", DATE.format(head.time()));
    previous = head;
  }

  /** The initialisation vector is the number of the segment, so the tag is needed once a key. */
  private void key(SegmentHead head, @Nullable SegmentKey inForce) {
    SegmentKey key = head.key();
    if (key != null && !Objects.equals(key, inForce)) {
      Tag.of(out, "EXT-X-KEY")
          .word("METHOD", "AES-128")
          .quoted("URI", new HlsFile.Key(epoch, key.index()).name())
          .end();
    }
  }

  private void part(long number, Part part) {
    HlsFile file = new HlsFile.Part(rendition.name(), epoch, number, part.index());
    Tag tag = Tag.of(out, "EXT-X-PART").seconds("DURATION", part.duration());
    tag.quoted("URI", file.name());
    if (part.independent()) {
      tag.word("INDEPENDENT", "YES");
    }
    tag.end();
  }

  private void open(OpenSegment open) {
    long number = open.head().number();
    head(open.head());
    open.parts().forEach(part -> part(number, part));
    HlsFile next = new HlsFile.Part(rendition.name(), epoch, number, open.parts().size());
    Tag.of(out, "EXT-X-PRELOAD-HINT").word("TYPE", "PART").quoted("URI", next.name()).end();
  }

  private void reports() {
    for (Rendition other : window.renditions()) {
      if (!other.name().equals(rendition.name())) {
        report(other);
      }
    }
  }

  private void report(Rendition other) {
    OpenSegment open = other.open();
    boolean isOpenLast = open != null && !open.parts().isEmpty();
    if (!isOpenLast && other.segments().isEmpty()) {
      return;
    }
    Segment last = other.last().orElse(null);
    long number = isOpenLast ? open.head().number() : Objects.requireNonNull(last).number();
    int parts = isOpenLast ? open.parts().size() : Objects.requireNonNull(last).parts().size();
    Tag tag =
        Tag.of(out, "EXT-X-RENDITION-REPORT")
            .quoted("URI", new HlsFile.Playlist(other.name()).name())
            .number("LAST-MSN", number);
    if (parts > 0) {
      tag.number("LAST-PART", parts - 1L);
    }
    tag.end();
  }
}
