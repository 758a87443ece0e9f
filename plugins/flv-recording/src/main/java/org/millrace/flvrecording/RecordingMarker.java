package org.millrace.flvrecording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file beside a recording that is not finished, such as {@code x.flv.recording}. Locked as long
 * as its process writes the recording; one that is not locked tells that the process died. It holds
 * the position from which on the recorder wrote the file itself, in decimal digits: 0, or where it
 * began to append to a file that may be of other origin.
 */
final class RecordingMarker implements Closeable {
  private static final String SUFFIX = ".recording";
  private static final int MAX_DIGITS = 19;

  private final Path marker;
  private final FileChannel channel;
  private final boolean left;

  private RecordingMarker(Path marker, FileChannel channel, boolean left) {
    this.marker = marker;
    this.left = left;
    this.channel = channel;
  }

  /**
   * Takes the marker of a recording, made if it is not there.
   *
   * @param recording the recording's file
   * @return the marker; null if somebody else is writing the recording
   * @throws IOException if it cannot be made or locked
   */
  static @Nullable RecordingMarker take(Path recording) throws IOException {
    Path marker = recording.resolveSibling(recording.getFileName() + SUFFIX);
    boolean left = Files.exists(marker);
    FileChannel channel =
        FileChannel.open(
            marker, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      FlvRecorderProvider.LOG.debug("{} is locked by this process", marker);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? new RecordingMarker(marker, channel, left) : null;
  }

  static boolean isMarker(Path file) {
    return file.getFileName().toString().endsWith(".flv" + SUFFIX);
  }

  /** The recording that a marker belongs to. */
  static Path recordingOf(Path marker) {
    String name = marker.getFileName().toString();
    return marker.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  /**
   * Reads from where on the recorder wrote the file itself.
   *
   * @return bytes from the beginning of the file; the greatest number if the marker does not tell
   */
  long ownFrom() throws IOException {
    ByteBuffer digits = ByteBuffer.allocate(MAX_DIGITS);
    channel.read(digits, 0);
    String text = new String(digits.array(), 0, digits.position(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  /** Writes from where on the recorder writes the file itself. */
  void ownFrom(long position) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Long.toString(position).getBytes(StandardCharsets.US_ASCII)), 0);
  }

  /** The recording could not be opened: what was there before stays as it was. */
  void abandon() throws IOException {
    try (channel) {
      if (!left) {
        remove();
      }
    }
  }

  /** The recording is finished: takes the marker away. */
  void remove() throws IOException {
    Files.deleteIfExists(marker);
  }

  /** Gives the lock back; the marker stays unless it was removed. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
