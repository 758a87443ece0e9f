package org.millrace.http.reply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is open for reading.
 *
 * @param channel to be closed by whoever has it last
 * @param size its length when it was opened
 * @param modified the time of its last change
 */
public record OpenFile(FileChannel channel, long size, Instant modified) {

  /**
   * Opens a file. Blocks.
   *
   * @param file of a regular file; links are followed
   * @param within the folder that the file must be in when links are followed; null for any
   * @return open
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
        FileChannel.open(path), attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /**
   * A tag that changes with the file.
   *
   * @return length and time, in hexadecimal
   */
  public String tag() {
    return Long.toHexString(size) + "-" + Long.toHexString(modified.toEpochMilli());
  }
}
