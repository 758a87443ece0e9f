package org.millrace.http;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.http.reply.HttpDate;

/** A file that is open for reading, by all who hold it; the last one closes it. */
public final class OpenFile extends AbstractReferenceCounted {
  private static final Logger LOG = LogManager.getLogger(OpenFile.class);

  private final FileChannel channel;
  private final long size;
  private final String tag;
  private final String lastModified;
  private final boolean inMemory;
  private final Runnable whenClosed;

  private OpenFile(
      FileChannel channel, long size, Instant modified, boolean inMemory, Runnable whenClosed) {
    this.channel = channel;
    this.size = size;
    this.tag = Long.toHexString(size) + "-" + Long.toHexString(modified.toEpochMilli());
    this.lastModified = HttpDate.of(modified);
    this.inMemory = inMemory;
    this.whenClosed = whenClosed;
  }

  /**
   * Opens a file. Blocks.
   *
   * @param file of a regular file; links are followed
   * @param within the folder that the file must be in when links are followed; null for any
   * @return open, held once
   * @throws IOException if there is none, or it cannot be read, or is elsewhere
   */
  public static OpenFile of(Path file, @Nullable Path within) throws IOException {
    Path path = within == null ? file : file.toRealPath();
    if (within != null && !path.startsWith(within.toRealPath())) {
      throw new IOException(file + " leads out of " + within);
    }
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException(path + " is no regular file");
    }
    return new OpenFile(
        FileChannel.open(path),
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        false,
        () -> {});
  }

  /**
   * Takes a file that is in memory, of which nobody waits for a disk to read it.
   *
   * @param channel open; ownership passes
   * @param size its length
   * @param whenClosed to be run when it is closed, by any thread
   * @return held once
   */
  public static OpenFile inMemory(FileChannel channel, long size, Runnable whenClosed) {
    return new OpenFile(channel, size, Instant.EPOCH, true, whenClosed);
  }

  /**
   * Whether it can be read without waiting.
   *
   * @return true for {@link #inMemory}
   */
  public boolean isInMemory() {
    return inMemory;
  }

  /**
   * For reading at places, which moves nothing that others see.
   *
   * @return not to be closed
   */
  public FileChannel channel() {
    return channel;
  }

  /**
   * Its length when it was opened.
   *
   * @return in bytes
   */
  public long size() {
    return size;
  }

  /**
   * The time of its last change when it was opened.
   *
   * @return as the field {@code Last-Modified} has it
   */
  public String lastModified() {
    return lastModified;
  }

  /**
   * A tag that changes with the file.
   *
   * @return length and time, in hexadecimal
   */
  public String tag() {
    return tag;
  }

  /**
   * Holds it, unless the last one has let go of it just now.
   *
   * @return false if it is closed
   */
  public boolean tryRetain() {
    try {
      retain();
      return true;
    } catch (IllegalReferenceCountException e) {
      // Replaced by another thread between the look-up and now.
      return false;
    }
  }

  @Override
  protected void deallocate() {
    try {
      channel.close();
    } catch (IOException e) {
      // A file that was only read has nothing to lose.
      LOG.debug("a file cannot be closed", e);
    }
    whenClosed.run();
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }
}
