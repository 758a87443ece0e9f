package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.util.Optional;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.http.HttpReply;

/**
 * Bytes in a file.
 *
 * @param path holds them and nothing else
 * @param length their number
 */
public record FileBytes(Path path, long length) implements MediaBytes {
  @Override
  public Optional<ByteBuf> take() {
    return Optional.empty();
  }

  @Override
  public Optional<HttpReply> reply(String contentType) {
    return Optional.of(HttpReply.file(contentType, path));
  }
}
