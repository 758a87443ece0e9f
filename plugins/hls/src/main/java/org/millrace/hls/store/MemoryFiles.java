package org.millrace.hls.store;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.http.OpenFile;

/**
 * Files in memory, whose pages the system sends as they are, where the bytes of a buffer have to be
 * copied for each viewer. They have no names: when the last one closes them they are gone, and so
 * they are if the server is killed. Safe for use by any thread.
 */
public final class MemoryFiles {
  /** Where Linux has them. */
  public static final Path FOLDER = Path.of("/dev/shm");

  private static final String TYPE = "tmpfs";

  /** Other programs want some of the folder, too: a quarter is left free. */
  private static final int SHARE_LEFT = 4;

  private final Path folder;
  private final FileStore room;
  private final int most;
  private final Logger log;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean hasComplained = new AtomicBoolean();

  private MemoryFiles(Path folder, FileStore room, int most, Logger log) {
    this.folder = folder;
    this.room = room;
    this.most = most;
    this.log = log;
  }

  /**
   * Looks whether there can be such files. Blocks.
   *
   * @param folder where
   * @param most that are open at once
   * @param log is told, if there cannot
   * @return empty if this system has none
   */
  public static Optional<MemoryFiles> in(Path folder, int most, Logger log) {
    try {
      FileStore room = Files.getFileStore(folder);
      if (room.type().equals(TYPE) && Files.isWritable(folder)) {
        return Optional.of(new MemoryFiles(folder, room, most, log));
      }
      log.info("segments stay in buffers: {} is not in memory, or not to be written to", folder);
    } catch (IOException e) {
      log.info("segments stay in buffers: there is no {}", folder);
    }
    return Optional.empty();
  }

  /**
   * Copies bytes into a file. Blocks for as long as that takes.
   *
   * @param content borrowed
   * @return held once; empty if there is no room, or if too many are open
   */
  Optional<OpenFile> write(ByteBuf content) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      complain("more are wanted than memoryFiles");
      return Optional.empty();
    }
    FileChannel channel = null;
    try {
      requireRoom(content.readableBytes());
      channel = withoutName();
      int length = content.readableBytes();
      int written = 0;
      while (written < length) {
        written +=
            content.getBytes(content.readerIndex() + written, channel, written, length - written);
      }
      return Optional.of(OpenFile.inMemory(channel, length, open::decrementAndGet));
    } catch (IOException e) {
      open.decrementAndGet();
      close(channel);
      complain(e.toString());
      return Optional.empty();
    }
  }

  private void requireRoom(int length) throws IOException {
    if (room.getUsableSpace() - length < room.getTotalSpace() / SHARE_LEFT) {
      throw new IOException("a quarter of " + folder + " is to stay free");
    }
  }

  private FileChannel withoutName() throws IOException {
    Path path = Files.createTempFile(folder, "millrace-", null);
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  private void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        log.debug("a file in memory cannot be closed", e);
      }
    }
  }

  private void complain(String reason) {
    if (hasComplained.compareAndSet(false, true)) {
      log.info("some segments stay in buffers, which costs more for each viewer: {}", reason);
    }
  }

  /**
   * How many there are.
   *
   * @return open ones, those that are being sent only among them
   */
  int open() {
    return open.get();
  }
}
