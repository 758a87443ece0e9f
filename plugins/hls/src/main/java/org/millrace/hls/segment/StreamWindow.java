package org.millrace.hls.segment;

import java.util.List;
import java.util.Optional;

/**
 * All that can be had of a stream at one moment. Immutable.
 *
 * @param version grows with each change
 * @param targetDuration no listed segment is longer, rounded to whole seconds; seconds
 * @param renditions pictures first
 * @param ended whether nothing follows
 */
public record StreamWindow(
    long version, int targetDuration, List<Rendition> renditions, boolean ended) {
  public StreamWindow {
    renditions = List.copyOf(renditions);
  }

  /**
   * Finds a rendition.
   *
   * @param name its name
   * @return empty if there is none
   */
  public Optional<Rendition> rendition(String name) {
    return renditions.stream().filter(rendition -> rendition.name().equals(name)).findFirst();
  }

  /**
   * Whether playing can begin.
   *
   * @return true if each rendition has a segment
   */
  public boolean isReady() {
    return !renditions.isEmpty()
        && renditions.stream().noneMatch(rendition -> rendition.segments().isEmpty());
  }
}
