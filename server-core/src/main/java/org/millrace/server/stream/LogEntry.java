package org.millrace.server.stream;

import org.millrace.api.media.MediaFrame;

/**
 * A frame as the logs hold it: one object for all of them. Whoever holds an entry owns one count of
 * its frame.
 *
 * @param frame the retimed frame
 * @param index its number within its publication, from 0, without gaps
 * @param headers the headers in force after it
 * @param access what can start here
 */
record LogEntry(MediaFrame frame, long index, Headers headers, Access access) {
  /** What an entry costs beside its payload; bounds how many there can be. */
  private static final int OVERHEAD_BYTES = 256;

  /** What can start at a frame. */
  enum Access {
    /** Nothing: it needs frames before it. */
    NONE,
    /** A subscriber that has lost the thread can go on here. */
    RESUME,
    /** A group starts here: a new subscriber may start here, and needs nothing before it. */
    GROUP
  }

  /** What it counts for where bytes are bounded. */
  int cost() {
    return frame.size() + OVERHEAD_BYTES;
  }

  boolean canStart() {
    return access != Access.NONE;
  }

  boolean startsGroup() {
    return access == Access.GROUP;
  }
}
