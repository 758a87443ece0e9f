package org.millrace.hls.segment;

import java.util.List;

/**
 * The segment that is being made.
 *
 * @param head what is known
 * @param parts those that are there already
 */
public record OpenSegment(SegmentHead head, List<Part> parts) {
  public OpenSegment {
    parts = List.copyOf(parts);
  }
}
