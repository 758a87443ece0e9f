package org.millrace.http.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.millrace.api.media.MediaKind;
import org.millrace.api.media.Track;
import org.millrace.api.stream.LiveStream;

/**
 * The first moment of a stream, in which it does not say yet what it consists of: encoders that
 * learn their audio configuration from the first sound send it behind the first pictures, and some
 * receivers take the tracks at the beginning for all that there will be.
 */
public final class StreamBegin {
  /** After this time a stream consists of the tracks that it has. */
  private static final Duration LONGEST = Duration.ofMillis(500);

  private StreamBegin() {}

  /**
   * How much longer the tracks are worth waiting for.
   *
   * @param stream begins
   * @param now the time
   * @param carried whether a track is there as it is needed
   * @return zero if sound and picture are there, or the moment is over
   */
  public static Duration remaining(LiveStream stream, Instant now, Predicate<Track> carried) {
    Instant began = stream.publishedAt().orElse(Instant.EPOCH);
    Duration rest = LONGEST.minus(Duration.between(began, now));
    return rest.isNegative() || isComplete(stream.tracks(), carried) ? Duration.ZERO : rest;
  }

  private static boolean isComplete(List<Track> tracks, Predicate<Track> carried) {
    return has(tracks, MediaKind.VIDEO)
        && has(tracks, MediaKind.AUDIO)
        && tracks.stream().allMatch(track -> track.kind() == MediaKind.DATA || carried.test(track));
  }

  private static boolean has(List<Track> tracks, MediaKind kind) {
    return tracks.stream().anyMatch(track -> track.kind() == kind);
  }
}
