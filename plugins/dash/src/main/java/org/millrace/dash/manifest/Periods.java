package org.millrace.dash.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.InitSegment;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Rendition;
import org.millrace.hls.segment.Segment;
import org.millrace.hls.segment.SegmentHead;
import org.millrace.hls.segment.StreamWindow;

/**
 * The periods of one run of a stream, as they have been told to players: what has been said of a
 * period stays so, even when its first segments are not listed any more. Immutable.
 */
public final class Periods {
  /** Before the first window. */
  public static final Periods NONE = new Periods(Instant.EPOCH, List.of(), -1);

  private final Instant origin;
  private final List<Period> periods;

  /** The newest segment whose period is known. */
  private final long newest;

  private Periods(Instant origin, List<Period> periods, long newest) {
    this.origin = origin;
    this.periods = periods;
    this.newest = newest;
  }

  /** When the stream's timeline was at 0: the availability start time. */
  Instant origin() {
    return origin;
  }

  List<Period> all() {
    return periods;
  }

  /**
   * Adds what is new.
   *
   * @param window is not older than the one before
   * @return without periods that have no segments any more
   */
  public Periods extended(StreamWindow window) {
    if (window.renditions().isEmpty()) {
      return this;
    }
    Rendition leading = window.renditions().get(0);
    List<Period> extended = new ArrayList<>(periods);
    long at = newest;
    for (SegmentHead head : heads(leading).filter(head -> head.number() > newest).toList()) {
      Period last = extended.isEmpty() ? null : extended.get(extended.size() - 1);
      if (!isDecided(window, leading, head, last)) {
        break;
      }
      Map<String, Integer> inits = inits(window, head, last);
      if (last == null || !last.isContinuedBy(head.period(), inits)) {
        extended.add(begin(window, head, inits, last == null ? 0 : last.id() + 1));
      }
      at = head.number();
    }
    return new Periods(origin(extended), listed(extended, leading), at);
  }

  private static Stream<SegmentHead> heads(Rendition rendition) {
    OpenSegment open = rendition.open();
    return Stream.concat(
        rendition.segments().stream().map(Segment::head),
        open == null ? Stream.empty() : Stream.of(open.head()));
  }

  private Instant origin(List<Period> extended) {
    if (!periods.isEmpty() || extended.isEmpty()) {
      return origin;
    }
    Period first = extended.get(0);
    return first.time().minus(MediaTime.toDuration(first.start()));
  }

  private static List<Period> listed(List<Period> periods, Rendition leading) {
    if (leading.segments().isEmpty()) {
      return List.copyOf(periods);
    }
    long oldest = leading.segments().get(0).number();
    int from = 0;
    while (from + 1 < periods.size() && periods.get(from + 1).firstNumber() <= oldest) {
      from++;
    }
    return List.copyOf(periods.subList(from, periods.size()));
  }

  /** Behind a discontinuity all tracks may be others: these are waited for. */
  private static boolean isDecided(
      StreamWindow window, Rendition leading, SegmentHead head, @Nullable Period last) {
    return (last != null && last.discontinuity() == head.period())
        || leading.segment(head.number()).isPresent()
        || window.renditions().stream().allMatch(other -> hasBegun(other, head.number()));
  }

  private static boolean hasBegun(Rendition rendition, long number) {
    return heads(rendition).anyMatch(head -> head.number() >= number);
  }

  private static Map<String, Integer> inits(
      StreamWindow window, SegmentHead head, @Nullable Period last) {
    Map<String, Integer> inits = new HashMap<>();
    for (Rendition rendition : window.renditions()) {
      OptionalInt init = init(rendition, head, last);
      init.ifPresent(index -> inits.put(rendition.name(), index));
    }
    return inits;
  }

  /** The init segment of a rendition; empty if it is silent. */
  private static OptionalInt init(Rendition rendition, SegmentHead head, @Nullable Period last) {
    Segment complete = rendition.segment(head.number()).orElse(null);
    if (complete != null) {
      return complete.isGap() ? OptionalInt.empty() : index(complete.head().init());
    }
    OpenSegment open = rendition.open();
    if (open != null && open.head().number() == head.number() && !open.parts().isEmpty()) {
      return index(open.head().init());
    }
    return expected(rendition, head, last);
  }

  /** Nothing has come of it yet: it is thought to go on as it was. */
  private static OptionalInt expected(
      Rendition rendition, SegmentHead head, @Nullable Period last) {
    if (last != null && last.discontinuity() == head.period()) {
      Integer before = last.inits().get(rendition.name());
      return before == null ? OptionalInt.empty() : OptionalInt.of(before);
    }
    OpenSegment open = rendition.open();
    return open != null && open.head().number() == head.number()
        ? index(open.head().init())
        : OptionalInt.empty();
  }

  private static OptionalInt index(@Nullable InitSegment init) {
    return init == null ? OptionalInt.empty() : OptionalInt.of(init.index());
  }

  /** It begins with the earliest of its renditions, of which nothing is to be cut off. */
  private static Period begin(
      StreamWindow window, SegmentHead leading, Map<String, Integer> inits, int id) {
    SegmentHead first =
        window.renditions().stream()
            .filter(rendition -> inits.containsKey(rendition.name()))
            .flatMap(Periods::heads)
            .filter(head -> head.number() == leading.number())
            .reduce(leading, (a, b) -> b.start() < a.start() ? b : a);
    return new Period(id, leading.number(), leading.period(), inits, first.start(), first.time());
  }
}
