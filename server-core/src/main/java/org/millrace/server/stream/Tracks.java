package org.millrace.server.stream;

import java.util.Arrays;
import java.util.List;
import org.millrace.api.media.Track;

/**
 * The tracks of a publication, found by the references that frames carry. Written on the
 * publisher's event loop, read by any thread.
 */
final class Tracks {
  /** More tracks than a sane source has; bounds what a bad one can make the server hold. */
  static final int MAX_TRACKS = 64;

  private Track[] known = new Track[4];
  private int count;
  private volatile List<Track> snapshot = List.of();

  /**
   * Notes the track of a frame.
   *
   * @return false if there are too many tracks for another one
   */
  boolean note(Track track) {
    for (int i = 0; i < count; i++) {
      if (known[i] == track) {
        return true;
      }
    }
    return change(track);
  }

  private boolean change(Track track) {
    int place = 0;
    while (place < count && !known[place].sameStream(track)) {
      place++;
    }
    if (place == MAX_TRACKS) {
      return false;
    }
    if (place == known.length) {
      known = Arrays.copyOf(known, count * 2);
    }
    known[place] = track;
    count = Math.max(count, place + 1);
    snapshot = List.of(Arrays.copyOf(known, count));
    return true;
  }

  /** The tracks in the order of their first frames. */
  List<Track> snapshot() {
    return snapshot;
  }
}
