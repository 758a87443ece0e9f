package org.millrace.server.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of a control socket. Whoever can open it rules the server: it lies in a folder that its
 * owner alone can enter, so that nobody else can be quicker than the setting of its own
 * permissions.
 */
final class SocketFile {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> SOCKET =
      PosixFilePermissions.fromString("rw-------");

  private SocketFile() {}

  /**
   * Makes the place for a socket: the folder, with its permissions, and without a socket that a
   * server left behind that did not end well. A folder that is there already is not changed, unless
   * it is the server's own: others may need it.
   *
   * @param ownFolder whether the folder is for nobody but the server
   * @throws ControlException if others may enter the folder, if another server listens there, or if
   *     another kind of file is there
   * @throws IOException if the folder cannot be made
   */
  static void prepare(Path file, boolean ownFolder) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean made = !Files.isDirectory(folder);
    Files.createDirectories(folder);
    if (made || ownFolder) {
      close(folder);
    }
    requireClosed(folder);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      removeStale(file);
    }
  }

  private static void close(Path folder) throws IOException {
    if (hasPermissions(folder)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
  }

  private static void requireClosed(Path folder) throws IOException {
    if (hasPermissions(folder) && !FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
      throw new ControlException(
          "%s: %s (expected: a folder that its owner alone may enter, mode 700)"
              .formatted(
                  folder, PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))));
    }
  }

  private static void removeStale(Path file) throws IOException {
    if (!isSocket(file)) {
      throw new ControlException(file + " is there and is no socket");
    }
    if (isAlive(file)) {
      throw new ControlException(
          file + " is in use by another server (expected: another controlSocket for this one)");
    }
    Files.deleteIfExists(file);
  }

  private static boolean isSocket(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
  }

  private static boolean isAlive(Path file) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      return probe.isConnected();
    } catch (IOException e) {
      // Nobody listens.
      return false;
    }
  }

  /** Leaves the socket to its owner alone. */
  static void protect(Path file) throws IOException {
    if (hasPermissions(file)) {
      Files.setPosixFilePermissions(file, SOCKET);
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
