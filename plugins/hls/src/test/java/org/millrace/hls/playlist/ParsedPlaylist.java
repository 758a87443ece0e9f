package org.millrace.hls.playlist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A media playlist as a player reads it. Written against the RFC, not against our writer. */
final class ParsedPlaylist {
  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^,]*)");

  /** A segment, or what is known of the next one. */
  static final class Entry {
    final List<Map<String, String>> parts = new ArrayList<>();
    boolean discontinuity;
    boolean gap;
    @Nullable Double duration;
    @Nullable String date;
    @Nullable String uri;
    @Nullable String map;
    @Nullable String key;

    double partSeconds() {
      return parts.stream().mapToDouble(part -> Double.parseDouble(part.get("DURATION"))).sum();
    }
  }

  final Map<String, String> single = new LinkedHashMap<>();
  final Map<String, String> control = new HashMap<>();
  final Map<String, String> partInf = new HashMap<>();
  final List<Map<String, String>> hints = new ArrayList<>();
  final List<Map<String, String>> reports = new ArrayList<>();
  final List<Entry> segments = new ArrayList<>();
  final List<String> complaints = new ArrayList<>();
  Entry open = new Entry();
  int skipped;
  boolean ended;
  private @Nullable String map;
  private @Nullable String key;

  static ParsedPlaylist parse(String text) {
    ParsedPlaylist playlist = new ParsedPlaylist();
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals("#EXTM3U")) {
      playlist.complaints.add("4.3.1.1: the first line is not #EXTM3U");
    }
    lines.stream().skip(1).filter(line -> !line.isEmpty()).forEach(playlist::line);
    return playlist;
  }

  private void line(String line) {
    if (!line.startsWith("#")) {
      open.uri = line;
      open.map = map;
      open.key = key;
      segments.add(open);
      open = new Entry();
      return;
    }
    int colon = line.indexOf(':');
    String name = colon < 0 ? line.substring(1) : line.substring(1, colon);
    tag(name, colon < 0 ? "" : line.substring(colon + 1));
  }

  private void tag(String name, String value) {
    switch (name) {
      case "EXTINF" -> open.duration = Double.parseDouble(value.substring(0, value.indexOf(',')));
      case "EXT-X-DISCONTINUITY" -> open.discontinuity = true;
      case "EXT-X-GAP" -> open.gap = true;
      case "EXT-X-PROGRAM-DATE-TIME" -> open.date = value;
      case "EXT-X-PART" -> open.parts.add(attributes(value));
      case "EXT-X-MAP" -> map = attributes(value).get("URI");
      case "EXT-X-KEY" -> key = attributes(value).get("URI");
      case "EXT-X-PRELOAD-HINT" -> hints.add(attributes(value));
      case "EXT-X-RENDITION-REPORT" -> reports.add(attributes(value));
      case "EXT-X-SERVER-CONTROL" -> control.putAll(attributes(value));
      case "EXT-X-PART-INF" -> partInf.putAll(attributes(value));
      case "EXT-X-SKIP" -> skipped = Integer.parseInt(attributes(value).get("SKIPPED-SEGMENTS"));
      case "EXT-X-ENDLIST" -> ended = true;
      default -> {
        if (single.put(name, value) != null) {
          complaints.add("4.3: " + name + " stands there twice");
        }
      }
    }
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(text);
    while (matcher.find()) {
      String value = matcher.group(2);
      attributes.put(matcher.group(1), value.replace("\"", ""));
    }
    return attributes;
  }

  long number(String tag) {
    return Long.parseLong(single.getOrDefault(tag, "0"));
  }

  long sequence() {
    return number("EXT-X-MEDIA-SEQUENCE");
  }

  /** The number behind that of the last segment. */
  long next() {
    return sequence() + skipped + segments.size();
  }

  double partTarget() {
    return Double.parseDouble(partInf.getOrDefault("PART-TARGET", "0"));
  }

  boolean isLowLatency() {
    return !partInf.isEmpty();
  }

  /** The entry of a segment; null if it is not listed, or skipped. */
  @Nullable Entry entry(long number) {
    long index = number - sequence() - skipped;
    return index < 0 || index >= segments.size() ? null : segments.get((int) index);
  }

  /** What a segment's discontinuity sequence number is, RFC 8216 section 6.2.1. */
  long discontinuitySequence(long number) {
    long at = number("EXT-X-DISCONTINUITY-SEQUENCE");
    for (long each = sequence() + skipped; each <= number; each++) {
      Entry entry = entry(each);
      at += entry != null && entry.discontinuity ? 1 : 0;
    }
    return at;
  }
}
