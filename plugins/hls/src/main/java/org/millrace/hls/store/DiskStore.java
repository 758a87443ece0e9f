package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.logging.log4j.Logger;
import org.millrace.hls.segment.MediaBytes;

/** Keeps each segment of a stream in a file. All file work is done by one executor, in order. */
public final class DiskStore implements SegmentStore {
  private final Path folder;
  private final EventLoop loop;
  private final Executor files;
  private final Logger log;

  /**
   * A store of one stream.
   *
   * @param folder its own
   * @param loop the stream's
   * @param files may block; one task at a time
   * @param log for what fails
   */
  public DiskStore(Path folder, EventLoop loop, Executor files, Logger log) {
    this.folder = folder;
    this.loop = loop;
    this.files = files;
    this.log = log;
  }

  @Override
  public boolean isElsewhere() {
    return true;
  }

  @Override
  public void keep(String name, MediaBytes bytes, Outcome outcome) {
    Optional<ByteBuf> taken = bytes.take();
    if (taken.isEmpty()) {
      outcome.accept(MediaBytes.NONE);
      return;
    }
    try {
      files.execute(
          () -> {
            MediaBytes written = write(folder.resolve(name), taken.get());
            loop.execute(() -> outcome.accept(written));
          });
    } catch (RejectedExecutionException e) {
      // The server stops.
      taken.get().release();
    }
  }

  private MediaBytes write(Path file, ByteBuf content) {
    long length = content.readableBytes();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (content.isReadable()) {
          content.readBytes(channel, content.readableBytes());
        }
      }
      return new FileBytes(file, length);
    } catch (IOException e) {
      log.warn("segment {} cannot be kept, it becomes a gap: {}", file, e.toString());
      return MediaBytes.NONE;
    } finally {
      content.release();
    }
  }

  @Override
  public void delete(MediaBytes bytes) {
    if (bytes instanceof FileBytes file) {
      later(() -> Files.deleteIfExists(file.path()));
    }
  }

  @Override
  public void close() {
    later(() -> SegmentFolders.deleteTree(folder));
  }

  private void later(FileWork work) {
    try {
      files.execute(
          () -> {
            try {
              work.run();
            } catch (NoSuchFileException e) {
              log.debug("nothing to delete: {}", e.getFile());
            } catch (IOException e) {
              log.warn("segments of {} cannot be deleted: {}", folder, e.toString());
            }
          });
    } catch (RejectedExecutionException e) {
      // The server stops; what is left is deleted at the next start.
      log.debug("segments of {} are left", folder);
    }
  }

  private interface FileWork {
    void run() throws IOException;
  }
}
