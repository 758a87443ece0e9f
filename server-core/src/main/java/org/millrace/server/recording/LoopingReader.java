package org.millrace.server.recording;

import io.netty.buffer.ByteBufUtil;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.millrace.api.media.MediaFrame;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.MediaFileReader;
import org.millrace.server.recording.RoundTimeline.TrackId;

/**
 * Reads a file once or for ever, on one continuous timeline. From the second round on it leaves out
 * what would only repeat what a player knows: unchanged configurations, and ends of sequence.
 */
final class LoopingReader implements Closeable {
  private final Path file;
  private final MediaFileProvider provider;
  private final boolean endless;
  private final RoundTimeline timeline = new RoundTimeline();
  private final Map<TrackId, byte[]> configs = new HashMap<>();
  private MediaFileReader reader;

  /**
   * Opens the file.
   *
   * @param file what to read
   * @param provider who reads it
   * @param endless whether to begin again at its end
   * @throws IOException if it cannot be opened
   */
  LoopingReader(Path file, MediaFileProvider provider, boolean endless) throws IOException {
    this.file = file;
    this.provider = provider;
    this.endless = endless;
    this.reader = provider.open(file);
  }

  /**
   * Reads the next frame.
   *
   * @return to be released by the caller; null at the end
   * @throws IOException if the file is malformed, or holds nothing that could be repeated
   */
  @Nullable MediaFrame read() throws IOException {
    while (true) {
      MediaFrame frame = reader.read();
      if (frame == null) {
        if (!endless) {
          return null;
        }
        rewind();
      } else if (endless && (frame.isEndOfSequence() || isKnown(frame))) {
        frame.release();
      } else {
        return timeline.place(frame);
      }
    }
  }

  private void rewind() throws IOException {
    if (timeline.length() <= 0) {
      throw new IOException("no two frames of sound or pictures (needed to repeat the file)");
    }
    timeline.nextRound();
    reader.close();
    reader = provider.open(file);
  }

  private boolean isKnown(MediaFrame frame) {
    if (!frame.isConfig()) {
      return false;
    }
    byte[] bytes = ByteBufUtil.getBytes(frame.payload());
    return Arrays.equals(bytes, configs.put(TrackId.of(frame), bytes));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
