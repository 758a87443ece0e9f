package org.millrace.server.plugin;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A folder for the private copies of jars, gone when it is closed. A locked file in it tells of a
 * process that lives: folders that a killed one left behind are removed by the next.
 */
final class WorkFolder implements Closeable {
  private static final Logger LOG = LogManager.getLogger(WorkFolder.class);
  private static final String PREFIX = "millrace-plugins-";
  private static final String LOCK = "lock";

  /** This process's folders: to open and close their locked files would take their locks away. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private int copies;

  private WorkFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder.
   *
   * @param parent where; if it cannot be written to, the system's temporary folder is taken
   */
  static WorkFolder create(Path parent) throws IOException {
    Path path =
        (Files.isWritable(parent)
                ? Files.createTempDirectory(parent, PREFIX)
                : Files.createTempDirectory(PREFIX))
            .toAbsolutePath();
    OURS.add(path);
    FileChannel lock = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
    lock.lock();
    removeAbandoned(path.getParent());
    return new WorkFolder(path, lock);
  }

  private static void removeAbandoned(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OURS.contains(folder) && isAbandoned(folder.resolve(LOCK))) {
          deleteTree(folder);
        }
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", parent, e.toString());
    }
  }

  private static boolean isAbandoned(Path file) {
    try (FileChannel channel = FileChannel.open(file, WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException e) {
      // Another user's, or not locked yet: not ours to remove.
      return false;
    }
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : childrenFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.debug("cannot remove {}: {}", folder, e.toString());
    }
  }

  Path path() {
    return path;
  }

  /** Copies a jar into a folder of its own, where it keeps its name: modules may be named by it. */
  Path copy(Path jar) throws IOException {
    copies++;
    Path folder = Files.createDirectory(path.resolve(Integer.toString(copies)));
    return Files.copy(jar, folder.resolve(jar.getFileName()));
  }

  /** Removes a copy and what was unpacked beside it. */
  void discard(Path copy) {
    deleteTree(copy.resolveSibling(""));
  }

  @Override
  public void close() throws IOException {
    lock.close();
    deleteTree(path);
    OURS.remove(path);
  }
}
