package org.millrace.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paths of one shape, such as <code>/api/v1/services/{id}</code>. A segment is literal, or has one
 * parameter <code>{name}</code> with literal text around it; one segment of the pattern may be
 * <code>{name...}</code>, with literal text after it, which stands for one or more segments: <code>
 * /{app}/{stream...}.flv</code>. A parameter is never empty, but for a <code>{name...}</code>
 * without text after it, where the path ends with a slash.
 *
 * <p>Patterns are ordered: the one that is more literal comes first, segment by segment, and is
 * asked first. Immutable.
 */
public final class PathPattern implements Comparable<PathPattern> {
  private final String text;
  private final List<Segment> segments;

  /** Where the parameter of many segments stands; the number of segments if there is none. */
  private final int rest;

  private PathPattern(String text, List<Segment> segments) {
    this.text = text;
    this.segments = List.copyOf(segments);
    int index = 0;
    while (index < segments.size() && !segments.get(index).isRest()) {
      index++;
    }
    this.rest = index;
  }

  /** One segment; parameter null if it is literal, and then all of it is prefix. */
  private record Segment(String prefix, @Nullable String parameter, String suffix, boolean isRest) {
    static Segment of(String text) {
      int open = text.indexOf('{');
      int close = text.indexOf('}');
      if (open < 0 && close < 0) {
        return new Segment(text, null, "", false);
      }
      String inside = close > open && open >= 0 ? text.substring(open + 1, close) : "";
      boolean isRest = inside.endsWith("...");
      String name = isRest ? inside.substring(0, inside.length() - 3) : inside;
      String suffix = text.substring(close + 1);
      if (!name.matches("[A-Za-z][A-Za-z0-9]*") || suffix.matches(".*[{}].*")) {
        throw new IllegalArgumentException(
            "segment " + text + " (expected: at most one {name} or {name...})");
      }
      return new Segment(text.substring(0, open), name, suffix, isRest);
    }

    boolean matches(String value) {
      if (parameter == null) {
        return value.equals(prefix);
      }
      int literal = prefix.length() + suffix.length();
      boolean isLongEnough = value.length() > literal || (isRest && literal == 0);
      return isLongEnough && value.startsWith(prefix) && value.endsWith(suffix);
    }

    String value(String matched) {
      return matched.substring(prefix.length(), matched.length() - suffix.length());
    }

    /** Smaller is more literal. */
    int rank() {
      if (parameter == null) {
        return Integer.MIN_VALUE;
      }
      return (isRest ? 1 << 20 : 0) - prefix.length() - suffix.length();
    }

    String shape() {
      return parameter == null ? prefix : prefix + (isRest ? "{...}" : "{}") + suffix;
    }
  }

  /**
   * Reads a pattern.
   *
   * @param text begins with a slash
   * @return the pattern
   * @throws IllegalArgumentException if it is none
   */
  public static PathPattern of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("path: " + text + " (expected: a slash in front)");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int rests = 0;
    for (String segment : text.substring(1).split("/", -1)) {
      Segment parsed = Segment.of(segment);
      rests += parsed.isRest() ? 1 : 0;
      if (rests > 1 || (parsed.parameter() != null && !names.add(parsed.parameter()))) {
        throw new IllegalArgumentException(
            "path: " + text + " (expected: each parameter once, and one {name...} at the most)");
      }
      segments.add(parsed);
    }
    return new PathPattern(text, segments);
  }

  /**
   * Compares with a path.
   *
   * @param path decoded, with a slash in front
   * @return the parameters' values if the path has this shape
   */
  public Optional<Map<String, String>> match(String path) {
    return match(List.of(path.substring(1).split("/", -1)));
  }

  /**
   * Compares with a path.
   *
   * @param path its segments, decoded; at least one
   * @return the parameters' values if the path has this shape
   */
  public Optional<Map<String, String>> match(List<String> path) {
    int surplus = path.size() - segments.size();
    boolean hasRest = rest < segments.size();
    if (hasRest ? surplus < 0 : surplus != 0) {
      return Optional.empty();
    }
    // Most patterns fail at a literal segment: nothing is made for them.
    for (int i = 0; i < segments.size(); i++) {
      if (i != rest && !segments.get(i).matches(path.get(i > rest ? i + surplus : i))) {
        return Optional.empty();
      }
    }
    return values(path, surplus);
  }

  private Optional<Map<String, String>> values(List<String> path, int surplus) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      String value =
          i == rest
              ? String.join("/", path.subList(i, i + surplus + 1))
              : path.get(i > rest ? i + surplus : i);
      if (i == rest && !segment.matches(value)) {
        return Optional.empty();
      }
      if (segment.parameter() != null) {
        values.put(segment.parameter(), segment.value(value));
      }
    }
    return Optional.of(Collections.unmodifiableMap(values));
  }

  /** The most literal first; 0 if both fit the same paths. */
  @Override
  public int compareTo(PathPattern other) {
    int common = Math.min(segments.size(), other.segments.size());
    for (int i = 0; i < common; i++) {
      int order = Integer.compare(segments.get(i).rank(), other.segments.get(i).rank());
      if (order != 0) {
        return order;
      }
    }
    int longerFirst = Integer.compare(other.segments.size(), segments.size());
    return longerFirst != 0 ? longerFirst : shape().compareTo(other.shape());
  }

  private String shape() {
    return String.join("/", segments.stream().map(Segment::shape).toList());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathPattern pattern && compareTo(pattern) == 0;
  }

  @Override
  public int hashCode() {
    return shape().hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
