package org.millrace.hls.segment;

import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a segment or of a part of one. Safe for use by any thread. */
public interface MediaBytes {
  /** What is not there: the bytes of a gap. */
  MediaBytes NONE =
      new MediaBytes() {
        @Override
        public long length() {
          return 0;
        }

        @Override
        public Optional<ByteBuf> take() {
          return Optional.empty();
        }
      };

  /**
   * Their number.
   *
   * @return 0 for a gap
   */
  long length();

  /**
   * Takes them, if they are in memory.
   *
   * @return shared, not to be modified, ownership passes; empty if they have been dropped
   *     meanwhile, or are in a file alone
   */
  Optional<ByteBuf> take();

  /**
   * The file that holds exactly these bytes.
   *
   * @return empty if there is none
   */
  default Optional<Path> file() {
    return Optional.empty();
  }
}
