package org.millrace.hls.segment;

import java.util.List;

/**
 * A complete segment.
 *
 * @param head what was known when it began
 * @param duration ticks of {@link org.millrace.api.media.MediaTime}
 * @param independent whether decoding can start at its begin
 * @param parts what it consists of; slices of its bytes
 * @param bytes all of it
 */
public record Segment(
    SegmentHead head, long duration, boolean independent, List<Part> parts, MediaBytes bytes) {
  public Segment {
    parts = List.copyOf(parts);
  }

  /**
   * Its number.
   *
   * @return that of its head
   */
  public long number() {
    return head.number();
  }

  /**
   * Its end.
   *
   * @return ticks on the stream's timeline
   */
  public long end() {
    return head.start() + duration;
  }

  /**
   * Whether there is nothing to fetch: its track was silent, or it could not be stored.
   *
   * @return true for a gap
   */
  public boolean isGap() {
    return bytes.length() == 0;
  }

  /**
   * The same segment, kept elsewhere.
   *
   * @param elsewhere all of it
   * @return with the same parts
   */
  public Segment withBytes(MediaBytes elsewhere) {
    return new Segment(head, duration, independent, parts, elsewhere);
  }

  /**
   * The same segment, of which nobody asks for parts any more.
   *
   * @param elsewhere all of it
   * @return without parts
   */
  public Segment withoutParts(MediaBytes elsewhere) {
    return new Segment(head, duration, independent, List.of(), elsewhere);
  }
}
