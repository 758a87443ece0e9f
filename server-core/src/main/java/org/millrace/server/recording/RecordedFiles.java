package org.millrace.server.recording;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.RecordedFile;

/** The files in one application's folder for recordings. All methods block. */
public final class RecordedFiles {
  private final String application;
  private final RecordingFolder folder;
  private final FileFormats formats;
  private final Predicate<Path> busy;

  /**
   * The files of a folder.
   *
   * @param application whose
   * @param folder where; need not exist
   * @param formats what plugins write
   * @param busy whether a file is being written
   */
  RecordedFiles(
      String application, RecordingFolder folder, FileFormats formats, Predicate<Path> busy) {
    this.application = application;
    this.folder = folder;
    this.formats = formats;
    this.busy = busy;
  }

  /**
   * Lists them.
   *
   * @param limit of files
   * @return in the order of their paths
   * @throws RefusedException if the folder cannot be read
   */
  public List<RecordedFile> list(int limit) throws RefusedException {
    NavigableMap<String, RecordedFile> first = new TreeMap<>();
    try {
      if (Files.isDirectory(folder.path())) {
        Files.walkFileTree(folder.path(), new Collector(first, limit));
      }
    } catch (IOException e) {
      throw new RefusedException(Refusal.FAILED, FileProblems.describe(e));
    }
    return List.copyOf(first.values());
  }

  /** Keeps the first files by the order of their paths; does not follow symbolic links. */
  private final class Collector extends SimpleFileVisitor<Path> {
    private final NavigableMap<String, RecordedFile> first;
    private final int limit;

    private Collector(NavigableMap<String, RecordedFile> first, int limit) {
      this.first = first;
      this.limit = limit;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String extension = FileFormats.extension(file.getFileName().toString());
      if (attributes.isRegularFile() && formats.recorder(extension).isPresent()) {
        String path = folder.path().relativize(file).toString().replace('\\', '/');
        first.put(path, describe(path, file, attributes));
        if (first.size() > limit) {
          first.pollLastEntry();
        }
      }
      return FileVisitResult.CONTINUE;
    }

    /** It may have been deleted meanwhile. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }

  private RecordedFile describe(String path, Path file, BasicFileAttributes attributes) {
    return new RecordedFile(
        application,
        path,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        busy.test(file));
  }

  /**
   * Finds a file.
   *
   * @param path within the folder
   * @return absolute, without symbolic links
   * @throws RefusedException if there is none, or the path leads out of the folder
   */
  public Path find(String path) throws RefusedException {
    Path file = folder.resolve(path);
    try {
      Path real = file.toRealPath();
      if (real.startsWith(folder.path().toRealPath()) && Files.isRegularFile(real)) {
        return real;
      }
    } catch (NoSuchFileException e) {
      throw notThere(path);
    } catch (IOException e) {
      throw new RefusedException(Refusal.FAILED, FileProblems.describe(e));
    }
    throw notThere(path);
  }

  private RefusedException notThere(String path) {
    return new RefusedException(
        Refusal.NOT_FOUND, "application " + application + " has no recording " + path);
  }

  /**
   * Deletes a file; of a symbolic link, the link.
   *
   * @param path within the folder
   * @throws RefusedException if there is none, it leads out of the folder, or it is being written
   */
  public void delete(String path) throws RefusedException {
    Path file = folder.resolve(path);
    find(path);
    if (busy.test(file)) {
      throw new RefusedException(Refusal.BUSY, path + " is being recorded to");
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(file)) {
        throw notThere(path);
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new RefusedException(Refusal.FAILED, FileProblems.describe(e));
    }
  }
}
