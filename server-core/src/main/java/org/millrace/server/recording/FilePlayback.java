package org.millrace.server.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.media.MediaTime;
import org.millrace.api.stream.Publication;

/** Writes the frames of a file to a publication when they are due. Used on one file loop. */
final class FilePlayback implements Closeable {
  /** Frames written before other work of the loop gets its turn. */
  private static final int BATCH = 512;

  /** After a longer pause of the machine the clock is set anew, instead of a burst. */
  private static final long MAX_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LoopingReader reader;
  private @Nullable MediaFrame next;
  private long clockStart;

  /**
   * Begins with the first frame, which is due at once.
   *
   * @param reader at its beginning; is closed with this playback
   * @param now wall clock in nanoseconds
   * @throws IOException if there is no first frame; the reader is not closed then
   */
  FilePlayback(LoopingReader reader, long now) throws IOException {
    this.reader = reader;
    MediaFrame first = reader.read();
    if (first == null) {
      throw new IOException("holds no frame");
    }
    this.next = first;
    this.clockStart = now - nanos(first);
  }

  /**
   * Writes what is due.
   *
   * @param publication where to
   * @param now wall clock in nanoseconds
   * @return nanoseconds until the next frame is due; negative at the end of the file
   * @throws IOException if the file cannot be read further
   */
  long writeDue(Publication publication, long now) throws IOException {
    for (int written = 0; next != null && written < BATCH && untilDue(next, now) <= 0; written++) {
      long behind = -untilDue(next, now);
      if (behind > MAX_BEHIND_NANOS) {
        clockStart += behind;
      }
      MediaFrame due = next;
      next = null;
      publication.write(due);
      next = reader.read();
    }
    publication.flush();
    return next == null ? -1 : Math.max(0, untilDue(next, now));
  }

  private long untilDue(MediaFrame frame, long now) {
    return clockStart + nanos(frame) - now;
  }

  private static long nanos(MediaFrame frame) {
    return MediaTime.toDuration(frame.dts()).toNanos();
  }

  @Override
  public void close() throws IOException {
    if (next != null) {
      next.release();
      next = null;
    }
    reader.close();
  }
}
