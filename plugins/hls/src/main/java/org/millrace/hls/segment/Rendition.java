package org.millrace.hls.segment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.Track;

/**
 * One sequence of segments at one moment: a track in CMAF, all tracks in MPEG-TS.
 *
 * @param name letters and digits, unique within the stream, such as {@code video}
 * @param tracks what it carries
 * @param codecs RFC 6381, one for each track
 * @param segments those that can be listed, without a hole in their numbers
 * @param open the one that is being made; null at the end
 * @param partTarget no part is longer; ticks, fixed as soon as there is a segment
 * @param figures of the segments made so far
 */
public record Rendition(
    String name,
    List<Track> tracks,
    List<String> codecs,
    List<Segment> segments,
    @Nullable OpenSegment open,
    long partTarget,
    RenditionFigures figures) {
  public Rendition {
    tracks = List.copyOf(tracks);
    codecs = List.copyOf(codecs);
    segments = List.copyOf(segments);
  }

  /**
   * The newest complete segment.
   *
   * @return empty at the begin
   */
  public Optional<Segment> last() {
    return segments.isEmpty() ? Optional.empty() : Optional.of(segments.get(segments.size() - 1));
  }

  /**
   * A complete segment.
   *
   * @param number its number
   * @return empty if it is not listed
   */
  public Optional<Segment> segment(long number) {
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    long index = number - segments.get(0).number();
    return index < 0 || index >= segments.size()
        ? Optional.empty()
        : Optional.of(segments.get((int) index));
  }

  /**
   * A part, of a complete segment or of the open one.
   *
   * @param number of the segment
   * @param index of the part
   * @return empty if it is not there, or not there yet
   */
  public Optional<Part> part(long number, int index) {
    List<Part> parts =
        open != null && open.head().number() == number
            ? open.parts()
            : segment(number).map(Segment::parts).orElse(List.of());
    return index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
  }

  /**
   * Whether something has been made already.
   *
   * @param number of a segment
   * @param partIndex of a part of it, or -1 for all of it
   * @return true if it is there, or the segment has ended without that part, or is gone already
   */
  public boolean hasReached(long number, int partIndex) {
    long complete = open == null ? Long.MAX_VALUE : open.head().number();
    return number < complete
        || (open != null
            && number == complete
            && partIndex >= 0
            && partIndex < open.parts().size());
  }

  /**
   * An init segment that a listed segment, or the open one, refers to.
   *
   * @param index its number
   * @return empty if none refers to it
   */
  public Optional<InitSegment> init(int index) {
    InitSegment newest = open == null ? null : open.head().init();
    if (newest != null && newest.index() == index) {
      return Optional.of(newest);
    }
    return segments.stream()
        .map(segment -> segment.head().init())
        .filter(init -> init != null && init.index() == index)
        .findFirst();
  }
}
