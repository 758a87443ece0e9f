package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.util.Optional;
import org.millrace.hls.segment.MediaBytes;

/**
 * Bytes in memory. Who asks from another thread may come too late: then there are none, because the
 * buffer's own count of references decides.
 */
public final class BufferBytes implements MediaBytes {
  private final ByteBuf buffer;
  private final int length;

  /**
   * Bytes in memory.
   *
   * @param buffer ownership passes, to be given up by {@link #release}
   */
  public BufferBytes(ByteBuf buffer) {
    this.buffer = buffer;
    this.length = buffer.readableBytes();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Optional<ByteBuf> take() {
    try {
      return Optional.of(buffer.retainedDuplicate());
    } catch (IllegalReferenceCountException e) {
      return Optional.empty();
    }
  }

  /**
   * A stretch of these bytes, there as long as they are.
   *
   * @param offset where it begins
   * @param count its length
   * @return owns nothing
   */
  public MediaBytes part(int offset, int count) {
    return new MediaBytes() {
      @Override
      public long length() {
        return count;
      }

      @Override
      public Optional<ByteBuf> take() {
        try {
          return Optional.of(buffer.retainedSlice(buffer.readerIndex() + offset, count));
        } catch (IllegalReferenceCountException e) {
          return Optional.empty();
        }
      }
    };
  }

  /**
   * Copies the bytes.
   *
   * @param out borrowed; has room
   */
  public void copyTo(ByteBuf out) {
    out.writeBytes(buffer, buffer.readerIndex(), length);
  }

  /** Gives the bytes up. Once, by whoever made this object. */
  public void release() {
    buffer.release();
  }
}
