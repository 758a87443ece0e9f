package org.millrace.server.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param bytes its size
 * @param modified when it was written last
 * @param key the file's identity, where the system has one: a file of the same name that was moved
 *     here has another; "" where there is none
 */
public record FileStamp(long bytes, FileTime modified, String key) {

  /**
   * Looks at a file.
   *
   * @param file the file
   * @return its state now
   * @throws IOException if it is not there, or cannot be looked at
   */
  public static FileStamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return new FileStamp(
        attributes.size(), attributes.lastModifiedTime(), key == null ? "" : key.toString());
  }
}
