package org.millrace.http.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.logging.log4j.Logger;

/** A file with the administrator's token, which its owner alone can read. */
final class TokenFile {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private static final int MAX_BYTES = 4096;

  private TokenFile() {}

  /**
   * Reads the token, or makes one where there is no file.
   *
   * @param log is told where it is, and never what it is
   * @throws IOException if the file can be neither read nor made, or others can read it
   */
  static AdminToken open(Path file, Logger log) throws IOException {
    try {
      return make(file, log);
    } catch (FileAlreadyExistsException e) {
      return read(file);
    }
  }

  private static AdminToken make(Path file, Logger log) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    String token = AdminToken.random();
    // With its permissions from the start: nobody can open it before they are set.
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ALONE)}
            : new FileAttribute<?>[0];
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(token + '\n');
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    log.info("made a token for the administrator: it is in {}", file);
    return new AdminToken(token);
  }

  private static AdminToken read(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ALONE.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          "%s: mode %s (expected: rw-------)"
              .formatted(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": " + Files.size(file) + " bytes (expected: one line)");
    }
    try {
      return new AdminToken(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
