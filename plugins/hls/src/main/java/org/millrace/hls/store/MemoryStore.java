package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.millrace.hls.segment.MediaBytes;
import org.millrace.http.OpenFile;

/** Keeps each segment of a stream in a file in memory, as long as there is room for them. */
public final class MemoryStore implements SegmentStore {
  /** For less, another file and another call cost more than the copy. */
  private static final int LEAST_BYTES = 64 * 1024;

  private final MemoryFiles memory;
  private final EventLoop loop;
  private final Executor files;

  /**
   * A store of one stream.
   *
   * @param memory shared by all
   * @param loop the stream's
   * @param files may block
   */
  public MemoryStore(MemoryFiles memory, EventLoop loop, Executor files) {
    this.memory = memory;
    this.loop = loop;
    this.files = files;
  }

  @Override
  public boolean isElsewhere() {
    return false;
  }

  @Override
  public void keep(String name, MediaBytes bytes, Outcome outcome) {
    Optional<ByteBuf> taken = bytes.length() < LEAST_BYTES ? Optional.empty() : bytes.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      files.execute(() -> write(taken.get(), outcome));
    } catch (RejectedExecutionException e) {
      // The server stops.
      taken.get().release();
    }
  }

  private void write(ByteBuf content, Outcome outcome) {
    Optional<OpenFile> written;
    try {
      written = memory.write(content);
    } finally {
      content.release();
    }
    written.ifPresent(file -> tell(outcome, new MemoryFileBytes(file)));
  }

  private void tell(Outcome outcome, MemoryFileBytes bytes) {
    try {
      loop.execute(() -> outcome.accept(bytes));
    } catch (RejectedExecutionException e) {
      // The server stops.
      bytes.release();
    }
  }

  @Override
  public void delete(MediaBytes bytes) {
    if (bytes instanceof MemoryFileBytes file) {
      file.release();
    }
  }

  @Override
  public void close() {}
}
