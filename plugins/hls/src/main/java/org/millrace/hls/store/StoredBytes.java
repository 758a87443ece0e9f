package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.http.HttpReply;

/**
 * Bytes that are in a buffer still, because parts of them are wanted, and in a file already, which
 * is sent with less work.
 *
 * @param buffer the same bytes
 * @param stored where answers come from
 */
public record StoredBytes(BufferBytes buffer, MediaBytes stored) implements MediaBytes {
  @Override
  public long length() {
    return stored.length();
  }

  @Override
  public Optional<ByteBuf> take() {
    return buffer.take();
  }

  @Override
  public Optional<HttpReply> reply(String contentType) {
    return stored.reply(contentType);
  }
}
