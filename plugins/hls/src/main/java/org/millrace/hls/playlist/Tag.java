package org.millrace.hls.playlist;

import java.util.Locale;
import org.millrace.api.media.MediaTime;

/** Writes one tag with attributes, RFC 8216 section 4.2. */
final class Tag {
  private static final long SCALE = 100_000;

  private final StringBuilder out;
  private char separator = ':';

  private Tag(StringBuilder out) {
    this.out = out;
  }

  /** Begins a tag with attributes; {@link #end} is to be called. */
  static Tag of(StringBuilder out, String name) {
    out.append('#').append(name);
    return new Tag(out);
  }

  /** Writes a tag without attributes. */
  static void line(StringBuilder out, String name) {
    out.append('#').append(name).append('\n');
  }

  /** Writes a tag with one value. */
  static void line(StringBuilder out, String name, Object value) {
    out.append('#').append(name).append(':').append(value).append('\n');
  }

  private StringBuilder name(String attribute) {
    out.append(separator).append(attribute).append('=');
    separator = ',';
    return out;
  }

  Tag word(String attribute, String value) {
    name(attribute).append(value);
    return this;
  }

  Tag quoted(String attribute, String value) {
    name(attribute).append('"').append(value).append('"');
    return this;
  }

  Tag number(String attribute, long value) {
    name(attribute).append(value);
    return this;
  }

  Tag decimal(String attribute, double value) {
    name(attribute).append(String.format(Locale.ROOT, "%.3f", value));
    return this;
  }

  Tag seconds(String attribute, long ticks) {
    appendSeconds(name(attribute), ticks);
    return this;
  }

  void end() {
    out.append('\n');
  }

  static void appendSeconds(StringBuilder out, long ticks) {
    long units = Math.round((double) ticks * SCALE / MediaTime.TICKS_PER_SECOND);
    out.append(units / SCALE).append('.');
    String fraction = Long.toString(SCALE + units % SCALE);
    out.append(fraction, 1, fraction.length());
  }
}
