package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.http.HttpReply;
import org.millrace.http.OpenFile;

/**
 * Bytes in a file in memory. Who asks from another thread may come too late: then there are none,
 * because the file's own count of references decides.
 *
 * @param file held
 */
record MemoryFileBytes(OpenFile file) implements MediaBytes {
  @Override
  public long length() {
    return file.size();
  }

  @Override
  public Optional<ByteBuf> take() {
    return Optional.empty();
  }

  @Override
  public Optional<HttpReply> reply(String contentType) {
    return file.tryRetain() ? Optional.of(HttpReply.openFile(contentType, file)) : Optional.empty();
  }

  void release() {
    file.release();
  }
}
