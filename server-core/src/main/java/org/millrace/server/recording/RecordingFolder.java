package org.millrace.server.recording;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

/**
 * A folder that recordings are written to; no name leads out of it, neither by its text ({@link
 * #resolve}) nor by symbolic links ({@link #prepare}).
 */
final class RecordingFolder {
  private final Path folder;

  /**
   * A folder.
   *
   * @param folder absolute; need not exist yet
   */
  RecordingFolder(Path folder) {
    this.folder = folder.normalize();
  }

  /**
   * The folder.
   *
   * @return absolute
   */
  Path path() {
    return folder;
  }

  /**
   * Makes a path of a name, without looking at the disk.
   *
   * @param name relative, segments separated by {@code /}
   * @return an absolute path inside of the folder
   * @throws RefusedException with {@link Refusal#BAD_NAME} if the name is no such path
   */
  Path resolve(String name) throws RefusedException {
    for (String segment : List.of(name.split("/", -1))) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw badName("file name with an empty, \".\" or \"..\" segment");
      }
      if (segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == ':')) {
        throw badName("file name with a colon, a backslash or a control character");
      }
    }
    try {
      Path file = folder.resolve(name).normalize();
      if (file.startsWith(folder) && !file.equals(folder)) {
        return file;
      }
      throw badName("file name outside of the folder for recordings");
    } catch (InvalidPathException e) {
      throw badName("file name that the file system does not take: " + e.getReason());
    }
  }

  /**
   * Makes the folders that a file lies in and makes sure that no symbolic link leads out. Blocks.
   *
   * @param file made by {@link #resolve}
   * @return the same file without symbolic links in its folders
   * @throws IOException if a folder cannot be made, a link leads out, or the file is none that can
   *     be written
   */
  Path prepare(Path file) throws IOException {
    Path root = Files.createDirectories(folder).toRealPath();
    Path parent = root;
    Path relative = folder.relativize(file);
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      parent = inside(root, ensureFolder(parent.resolve(relative.getName(i))).toRealPath());
    }
    Path target = parent.resolve(relative.getFileName());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      target = inside(root, target.toRealPath());
      if (!Files.isRegularFile(target)) {
        throw new IOException(target + " is not a regular file");
      }
    }
    return target;
  }

  private static Path ensureFolder(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      try {
        return Files.createDirectory(path);
      } catch (FileAlreadyExistsException madeMeanwhile) {
        return path;
      }
    }
    return path;
  }

  private static Path inside(Path root, Path real) throws IOException {
    if (real.startsWith(root)) {
      return real;
    }
    throw new IOException("a symbolic link leads out of " + root + " to " + real);
  }

  private static RefusedException badName(String problem) {
    return new RefusedException(Refusal.BAD_NAME, problem);
  }
}
