package org.millrace.server.recording;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaKind;

/**
 * Finds the first frame that a file does not have yet, among those of the cached group that a
 * recording begins with when it goes on. Used by one thread.
 */
final class Continuation {
  private final Map<MediaKind, Long> behind;

  /** Configurations that may be new: at most one for each track. */
  private final List<MediaFrame> headers = new ArrayList<>();

  private boolean reached;

  /**
   * A continuation.
   *
   * @param behind the newest times in the file; empty if there is none
   */
  Continuation(Map<MediaKind, Long> behind) {
    this.behind = Map.copyOf(behind);
    this.reached = behind.isEmpty();
  }

  /** Whether all that comes is new. */
  boolean isReached() {
    return reached;
  }

  /**
   * Looks at a frame before that place is reached.
   *
   * @param frame ownership passes
   * @return what is to be written, owned by the caller: nothing, or the frame and the
   *     configurations before it
   */
  List<MediaFrame> pass(MediaFrame frame) {
    if (frame.isConfig()) {
      forget(frame);
      headers.add(frame);
      return List.of();
    }
    if (frame.dts() <= behind.getOrDefault(frame.kind(), Long.MIN_VALUE)) {
      // So the file has what came before it, too.
      close();
      frame.release();
      return List.of();
    }
    reached = true;
    List<MediaFrame> found = new ArrayList<>();
    headers.forEach(header -> found.add(header.at(frame.dts())));
    headers.clear();
    found.add(frame);
    return found;
  }

  private void forget(MediaFrame newer) {
    for (Iterator<MediaFrame> each = headers.iterator(); each.hasNext(); ) {
      MediaFrame header = each.next();
      if (header.track().sameStream(newer.track())) {
        each.remove();
        header.release();
      }
    }
  }

  /** Releases what it holds. */
  void close() {
    headers.forEach(MediaFrame::release);
    headers.clear();
  }
}
