package org.millrace.hls.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 8216 and its successor (draft-pantos-hls-rfc8216bis) demand of a media playlist, and of
 * two that follow each other. Knows nothing of our writer.
 */
final class PlaylistRules {
  /** Numbers of playlists are rounded. */
  private static final double ROUNDING = 0.0011;

  private final List<String> broken;
  private final ParsedPlaylist playlist;

  private PlaylistRules(ParsedPlaylist playlist) {
    this.playlist = playlist;
    this.broken = new ArrayList<>(playlist.complaints);
  }

  /** Checks one playlist. */
  static ParsedPlaylist check(String text) {
    PlaylistRules rules = new PlaylistRules(ParsedPlaylist.parse(text));
    rules.segments();
    rules.dates();
    if (rules.playlist.isLowLatency()) {
      rules.serverControl();
      rules.parts();
      rules.hints();
    } else {
      rules.expect(rules.playlist.hints.isEmpty(), "4.4.5.3: a hint without parts");
    }
    rules.versions();
    assertThat(rules.broken).describedAs(() -> text).isEmpty();
    return rules.playlist;
  }

  private void expect(boolean holds, String rule) {
    if (!holds) {
      broken.add(rule);
    }
  }

  private void segments() {
    long target = playlist.number("EXT-X-TARGETDURATION");
    expect(target > 0, "4.3.3.1: no EXT-X-TARGETDURATION");
    for (ParsedPlaylist.Entry entry : playlist.segments) {
      Double duration = entry.duration;
      expect(duration != null, "4.3.2.1: no EXTINF for " + entry.uri);
      expect(
          duration == null || Math.round(duration) <= target,
          "4.3.3.1: EXTINF " + duration + " rounds to more than " + target);
      boolean isMp4 = Objects.requireNonNull(entry.uri).endsWith(".m4s");
      expect(!isMp4 || entry.map != null, "3.3: no EXT-X-MAP for " + entry.uri);
    }
    boolean hasFirst = !playlist.segments.isEmpty() && playlist.skipped == 0;
    expect(
        !hasFirst || !playlist.segments.get(0).discontinuity,
        "6.2.2: a discontinuity in front of the first segment, counted in the sequence, too");
  }

  private void dates() {
    Instant last = Instant.MIN;
    for (ParsedPlaylist.Entry entry : playlist.segments) {
      if (entry.date != null) {
        Instant date = Instant.parse(entry.date);
        expect(date.isAfter(last), "4.3.2.6: dates run back: " + entry.date);
        last = date;
      }
    }
  }

  private void serverControl() {
    Map<String, String> control = playlist.control;
    expect("YES".equals(control.get("CAN-BLOCK-RELOAD")), "4.4.3.8: no CAN-BLOCK-RELOAD");
    double holdBack = Double.parseDouble(control.getOrDefault("PART-HOLD-BACK", "0"));
    expect(
        holdBack >= 2 * playlist.partTarget(),
        "4.4.3.8: PART-HOLD-BACK is less than twice the part target");
    expect(
        holdBack + ROUNDING >= 3 * playlist.partTarget(),
        "4.4.3.8: PART-HOLD-BACK should be three part targets");
    String skip = control.get("CAN-SKIP-UNTIL");
    expect(
        skip == null || Double.parseDouble(skip) >= 6.0 * playlist.number("EXT-X-TARGETDURATION"),
        "4.4.3.8: CAN-SKIP-UNTIL is less than six target durations");
    String all = control.get("HOLD-BACK");
    expect(
        all == null || Double.parseDouble(all) >= 3.0 * playlist.number("EXT-X-TARGETDURATION"),
        "4.4.3.8: HOLD-BACK is less than three target durations");
  }

  private void parts() {
    List<ParsedPlaylist.Entry> entries = new ArrayList<>(playlist.segments);
    entries.add(playlist.open);
    for (ParsedPlaylist.Entry entry : entries) {
      for (int i = 0; i < entry.parts.size(); i++) {
        boolean isLast = i == entry.parts.size() - 1;
        part(entry, entry.parts.get(i), isLast);
      }
      boolean isWhole = entry.duration != null && !entry.parts.isEmpty();
      expect(
          !isWhole || entry.partSeconds() < entry.duration + 0.01,
          "4.4.4.9: parts of " + entry.uri + " are " + entry.partSeconds() + " s in all");
    }
    expect(
        playlist.segments.isEmpty()
            || playlist.segments.get(playlist.segments.size() - 1).gap
            || !playlist.segments.get(playlist.segments.size() - 1).parts.isEmpty(),
        "6.2.2: no parts at the end of the playlist");
  }

  private void part(ParsedPlaylist.Entry entry, Map<String, String> part, boolean isLast) {
    double duration = Double.parseDouble(part.get("DURATION"));
    double target = playlist.partTarget();
    expect(part.containsKey("URI"), "4.4.4.9: a part without URI");
    expect(
        duration <= target + ROUNDING,
        "4.4.3.7: part of " + duration + " s, longer than " + target + " in " + entry.uri);
    expect(
        isLast || duration >= 0.85 * target - ROUNDING,
        "4.4.4.9: part of " + duration + " s, less than 85 % of " + target);
  }

  private void hints() {
    List<Map<String, String>> hints = playlist.hints;
    expect(hints.size() <= 1, "4.4.5.3: more than one hint for a part");
    expect(hints.isEmpty() || !playlist.ended, "4.4.5.3: a hint behind the end");
    for (Map<String, String> hint : hints) {
      boolean isListed =
          playlist.open.parts.stream().anyMatch(part -> part.get("URI").equals(hint.get("URI")));
      expect(!isListed, "4.4.5.3: what is hinted at is there already");
    }
    playlist.reports.forEach(
        report -> expect(report.containsKey("LAST-MSN"), "4.4.5.4: no LAST-MSN"));
  }

  private void versions() {
    long version = playlist.number("EXT-X-VERSION");
    boolean hasMap = playlist.segments.stream().anyMatch(entry -> entry.map != null);
    expect(!hasMap || version >= 6, "7: EXT-X-MAP needs version 6");
    expect(playlist.skipped == 0 || version >= 9, "7: EXT-X-SKIP needs version 9");
    expect(version >= 3, "7: fractions of seconds need version 3");
  }

  /** Checks that one playlist may follow another, of the same rendition. */
  static void checkSuccession(String before, String after) {
    PlaylistRules rules = new PlaylistRules(ParsedPlaylist.parse(after));
    rules.follows(ParsedPlaylist.parse(before));
    assertThat(rules.broken).describedAs(() -> before + "\n-- then --\n\n" + after).isEmpty();
  }

  private void follows(ParsedPlaylist old) {
    expect(playlist.sequence() >= old.sequence(), "6.2.2: EXT-X-MEDIA-SEQUENCE runs back");
    expect(playlist.next() >= old.next(), "6.2.1: a segment was removed at the end");
    expect(!old.ended || playlist.ended, "6.2.1: it goes on behind EXT-X-ENDLIST");
    expect(
        old.partTarget() == 0 || playlist.partTarget() == old.partTarget() || playlist.ended,
        "4.4.3.7: the part target changes");
    for (long each = playlist.sequence() + playlist.skipped; each < old.next(); each++) {
      same(each, old.entry(each), playlist.entry(each), old);
    }
    openGrows(old);
    removedInTime(old);
  }

  private void same(
      long number,
      ParsedPlaylist.@Nullable Entry before,
      ParsedPlaylist.@Nullable Entry after,
      ParsedPlaylist old) {
    if (before == null || after == null) {
      return;
    }
    expect(Objects.equals(before.uri, after.uri), "6.2.1: another URI for " + number);
    expect(Objects.equals(before.duration, after.duration), "6.2.1: another EXTINF: " + number);
    expect(Objects.equals(before.date, after.date), "6.2.1: another date for " + number);
    expect(Objects.equals(before.map, after.map), "6.2.1: another EXT-X-MAP for " + number);
    expect(Objects.equals(before.key, after.key), "6.2.1: another EXT-X-KEY for " + number);
    expect(
        playlist.skipped > 0
            || old.skipped > 0
            || old.discontinuitySequence(number) == playlist.discontinuitySequence(number),
        "6.2.1: another discontinuity sequence number for " + number);
  }

  /** Parts stay as they were, when their segment is complete, too. */
  private void openGrows(ParsedPlaylist old) {
    ParsedPlaylist.Entry now = playlist.entry(old.next());
    ParsedPlaylist.Entry same =
        now != null ? now : playlist.next() == old.next() ? playlist.open : null;
    if (same == null || same.parts.isEmpty()) {
      return;
    }
    int known = Math.min(old.open.parts.size(), same.parts.size());
    expect(
        old.open.parts.subList(0, known).equals(same.parts.subList(0, known)),
        "6.2.1: parts of " + old.next() + " have changed");
    expect(known == old.open.parts.size(), "6.2.1: parts of " + old.next() + " have been removed");
    expect(
        old.open.date == null || Objects.equals(old.open.date, same.date),
        "6.2.1: another date for the open segment");
    boolean wasHinted = !old.hints.isEmpty() && same.parts.size() > known;
    expect(
        !wasHinted || same.parts.get(known).get("URI").equals(old.hints.get(0).get("URI")),
        "4.4.5.3: another part has come than was hinted at");
  }

  /** RFC 8216 section 6.2.2: what is left lasts three target durations, unless it has ended. */
  private void removedInTime(ParsedPlaylist old) {
    boolean hasRemoved = playlist.sequence() > old.sequence();
    double left =
        playlist.segments.stream()
            .mapToDouble(entry -> Objects.requireNonNullElse(entry.duration, 0.0))
            .sum();
    expect(
        !hasRemoved
            || playlist.skipped > 0
            || playlist.ended
            || left >= 3.0 * playlist.number("EXT-X-TARGETDURATION"),
        "6.2.2: removed, and only " + left + " s are left");
  }
}
