package org.millrace.hls.playlist;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaTime;
import org.millrace.hls.segment.OpenSegment;
import org.millrace.hls.segment.Rendition;

/**
 * What a player asks for with a media playlist: RFC 8216bis section 6.2.5.
 *
 * @param sequence {@code _HLS_msn}: wait for this segment; -1 if the player does not wait
 * @param part {@code _HLS_part}: wait for this part of it; -1 if for all of it
 * @param skip {@code _HLS_skip}: old segments may be left out
 */
public record DeliveryDirectives(long sequence, int part, boolean skip) {
  private static final int DIGITS = 18;
  private static final int PART_DIGITS = 6;

  /**
   * Reads a query.
   *
   * @param query its parameters
   * @return the directives; all others are ignored
   * @throws IllegalArgumentException if they make no sense
   */
  public static DeliveryDirectives parse(Map<String, String> query) {
    String skip = query.get("_HLS_skip");
    if (skip != null && !skip.equals("YES") && !skip.equals("v2")) {
      throw new IllegalArgumentException("_HLS_skip: " + skip + " (expected: YES or v2)");
    }
    long sequence = number("_HLS_msn", query.get("_HLS_msn"), DIGITS);
    long part = number("_HLS_part", query.get("_HLS_part"), PART_DIGITS);
    if (part >= 0 && sequence < 0) {
      throw new IllegalArgumentException("_HLS_part: " + part + " (expected: with _HLS_msn)");
    }
    return new DeliveryDirectives(sequence, (int) part, skip != null);
  }

  private static long number(String name, @Nullable String text, int digits) {
    if (text == null) {
      return -1;
    }
    if (!text.matches("[0-9]{1," + digits + "}")) {
      throw new IllegalArgumentException(name + ": " + text + " (expected: a whole number)");
    }
    return Long.parseLong(text);
  }

  /**
   * Whether the player waits for something.
   *
   * @return false if it takes what there is
   */
  public boolean waits() {
    return sequence >= 0;
  }

  /**
   * Whether what the player waits for is there.
   *
   * @param rendition as it is now
   * @return true if the playlist lists it, or something later
   */
  public boolean isReached(Rendition rendition) {
    // A part behind the last one of its segment means the first one of the next.
    boolean isBehind =
        part >= 0
            && rendition
                .segment(sequence)
                .map(segment -> part >= segment.parts().size())
                .orElse(false);
    return isBehind ? rendition.hasReached(sequence + 1, 0) : rendition.hasReached(sequence, part);
  }

  /**
   * Whether the player waits for something that is too far away.
   *
   * @param rendition as it is now
   * @return true if the answer is status 400
   */
  public boolean isTooFar(Rendition rendition) {
    OpenSegment open = rendition.open();
    if (open == null) {
      return false;
    }
    long number = open.head().number();
    // The newest listed segment is the one before; two more may be asked for.
    boolean isFarSegment = sequence > number + 1;
    boolean isFarPart =
        sequence == number && part >= open.parts().size() + advanceLimit(rendition.partTarget());
    return isFarSegment || isFarPart;
  }

  /** The Advance Part Limit. */
  private static long advanceLimit(long partTarget) {
    long limit = Math.max(1, 3 * MediaTime.TICKS_PER_SECOND / Math.max(1, partTarget));
    return partTarget >= MediaTime.TICKS_PER_SECOND ? 3 : limit + 1;
  }
}
