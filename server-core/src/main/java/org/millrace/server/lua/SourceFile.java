package org.millrace.server.lua;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;

/** The text of a Lua file. */
final class SourceFile {
  /** No configuration that people write comes near it. */
  private static final int MAX_BYTES = 1 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private SourceFile() {}

  /**
   * Reads a file.
   *
   * @throws ConfigException if there is no such file, it cannot be read, or it is too big
   */
  static byte[] read(Path file) {
    if (!Files.exists(file)) {
      throw failure(file, "no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw failure(file, "is not a file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw failure(file, "cannot be read: " + e);
    }
    if (bytes.length > MAX_BYTES) {
      throw failure(file, "is too big (expected: " + MAX_BYTES + " bytes at the most)");
    }
    return withoutMark(bytes);
  }

  private static byte[] withoutMark(byte[] bytes) {
    int length = BYTE_ORDER_MARK.length;
    boolean marked =
        bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    return marked ? Arrays.copyOfRange(bytes, length, bytes.length) : bytes;
  }

  private static ConfigException failure(Path file, String problem) {
    return new ConfigException(new ConfigLocation("", file.toString(), 0), problem);
  }
}
