package org.millrace.http.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which parts of a representation a client wants (RFC 9110 section 14). */
public sealed interface ByteRanges {
  /** More are not served in parts; a client that asks for them wants to keep us busy. */
  int MAX_RANGES = 16;

  /** All of it: no parts are asked for, or in words that nobody needs to understand. */
  record Whole() implements ByteRanges {}

  /** Nothing of it: status 416. */
  record Unsatisfiable() implements ByteRanges {}

  /**
   * Some of it: status 206.
   *
   * @param ranges at least one, in the client's order, none of which overlap
   */
  record Parts(List<Range> ranges) implements ByteRanges {
    /** A few parts. */
    public Parts {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * One part.
   *
   * @param first of its bytes
   * @param last of its bytes, not less than the first
   */
  record Range(long first, long last) {
    /**
     * How many bytes it has.
     *
     * @return at least 1
     */
    public long length() {
      return last - first + 1;
    }

    boolean overlaps(Range other) {
      return first <= other.last && other.first <= last;
    }

    /**
     * The field {@code Content-Range}.
     *
     * @param total length of the whole
     * @return its value
     */
    public String contentRange(long total) {
      return "bytes " + first + "-" + last + "/" + total;
    }
  }

  /**
   * Reads the field {@code Range}.
   *
   * @param field null if there is none
   * @param total length of the whole
   * @return what is wanted
   */
  static ByteRanges of(@Nullable String field, long total) {
    if (field == null || !field.regionMatches(true, 0, "bytes=", 0, 6)) {
      return new Whole();
    }
    String[] specs = field.substring(6).split(",", MAX_RANGES + 1);
    List<Range> ranges = new ArrayList<>();
    for (String spec : specs) {
      Matcher matcher = Syntax.SPEC.matcher(spec.strip());
      if (specs.length > MAX_RANGES || !matcher.matches()) {
        return new Whole();
      }
      Range range = Syntax.range(matcher, total);
      if (range != null && ranges.stream().anyMatch(range::overlaps)) {
        return new Whole();
      } else if (range != null) {
        ranges.add(range);
      }
    }
    return ranges.isEmpty() ? new Unsatisfiable() : new Parts(ranges);
  }

  /** How a part is written: {@code 0-499}, {@code 500-}, {@code -500}. */
  final class Syntax {
    private static final Pattern SPEC = Pattern.compile("(\\d{1,18})-(\\d{0,18})|-(\\d{1,18})");

    private Syntax() {}

    private static @Nullable Range range(Matcher spec, long total) {
      String suffix = spec.group(3);
      if (suffix != null) {
        long length = Math.min(Long.parseLong(suffix), total);
        return length == 0 ? null : new Range(total - length, total - 1);
      }
      long first = Long.parseLong(spec.group(1));
      String end = spec.group(2);
      long last = end.isEmpty() ? Long.MAX_VALUE : Long.parseLong(end);
      return first > last || first >= total ? null : new Range(first, Math.min(last, total - 1));
    }
  }
}
