package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.util.Optional;
import org.millrace.hls.segment.MediaBytes;

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
  public Optional<Path> file() {
    return Optional.of(path);
  }
}
