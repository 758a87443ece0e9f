package org.millrace.server.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether a file is a jar with all of its bytes. A jar that is being copied lacks its end, where
 * the directory is; where the copying program makes the file as long as it will be at once, bytes
 * in between are wrong.
 */
final class WholeJar {
  private static final int BUFFER_BYTES = 1 << 16;

  private WholeJar() {}

  static boolean is(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        if (!isWhole(zip, entries.nextElement())) {
          return false;
        }
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      // No end yet, or broken; which of them, time will tell.
      return false;
    }
  }

  private static boolean isWhole(ZipFile zip, ZipEntry entry) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      long length = drain(in, buffer);
      return (entry.getSize() < 0 || length == entry.getSize())
          && (entry.getCrc() < 0 || in.getChecksum().getValue() == entry.getCrc());
    }
  }

  private static long drain(InputStream in, byte[] buffer) throws IOException {
    long length = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      length += read;
    }
    return length;
  }
}
