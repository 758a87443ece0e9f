package org.millrace.samplefactory.download;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written, as {@code name.part}; it gets its name when it is whole. All
 * methods may be called by any thread, and do their work on the file thread, in the order of the
 * calls.
 */
final class PartFile {
  private final Path folder;
  private final Path file;
  private final Path part;
  private final Executor fileThread;

  /** Used on the file thread alone. */
  private @Nullable FileChannel channel;

  /** Used on the file thread alone. */
  private boolean broken;

  /**
   * A file of which nothing has been written yet.
   *
   * @param folder that the file must not leave; made if it is not there
   * @param file within the folder
   * @param fileThread runs one task after the other
   */
  PartFile(Path folder, Path file, Executor fileThread) {
    this.folder = folder;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.fileThread = fileThread;
  }

  /** Work on files. */
  private interface Work {
    void run() throws IOException;
  }

  private CompletionStage<Void> onFileThread(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            broken = true;
            throw new UncheckedIOException(e.toString(), e);
          }
        },
        fileThread);
  }

  /**
   * Writes.
   *
   * @param bytes ownership passes
   * @return completed when they are written, exceptionally with {@link UncheckedIOException}
   */
  CompletionStage<Void> write(ByteBuf bytes) {
    return onFileThread(() -> writeAll(bytes)).whenComplete((done, failure) -> bytes.release());
  }

  private void writeAll(ByteBuf bytes) throws IOException {
    FileChannel out = channel == null ? open() : channel;
    channel = out;
    while (bytes.isReadable()) {
      bytes.readBytes(out, bytes.readableBytes());
    }
  }

  private FileChannel open() throws IOException {
    Path parent = file.resolveSibling("").normalize();
    Files.createDirectories(parent);
    if (!parent.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(parent + " leads out of " + folder);
    }
    Files.deleteIfExists(part);
    return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Ends: the file gets its name, and takes the place of an older one.
   *
   * @return completed when it has, exceptionally with {@link UncheckedIOException}
   */
  CompletionStage<Void> finish() {
    return onFileThread(
        () -> {
          if (broken) {
            throw new IOException(file + " is not whole");
          }
          close(channel == null ? open() : channel);
          Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  /**
   * Throws away what was written.
   *
   * @return completed when it is gone
   */
  CompletionStage<Void> discard() {
    return onFileThread(
        () -> {
          if (channel != null) {
            close(channel);
            Files.deleteIfExists(part);
          }
        });
  }

  private void close(FileChannel open) throws IOException {
    channel = null;
    open.close();
  }
}
