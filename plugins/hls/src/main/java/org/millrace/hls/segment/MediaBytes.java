package org.millrace.hls.segment;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.http.HttpReply;

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
   * Makes an answer with them, from wherever they are sent with the least work.
   *
   * @param contentType their media type
   * @return the reply, with status 200; empty for a gap, or if they have been dropped meanwhile
   */
  default Optional<HttpReply> reply(String contentType) {
    return take().map(bytes -> HttpReply.bytes(contentType, bytes));
  }
}
