package org.millrace.server.logging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names of log files, as crtmpserver has them: {@code <fileName>.<pid>.<milliseconds>.log}; files
 * that were full have a number before the last dot.
 */
final class LogFiles {
  private LogFiles() {}

  /** The file that a process that starts now writes to. */
  static String current(Path path) {
    return "%s.%d.%d.log"
        .formatted(path, ProcessHandle.current().pid(), System.currentTimeMillis());
  }

  /** Log4j's pattern for the names of full files. */
  static String rolled(String current) {
    return current.substring(0, current.length() - "log".length()) + "%i.log";
  }

  /**
   * Makes the folder and removes old files of earlier processes.
   *
   * @param keep how many stay; 0 means all
   * @throws IOException if the folder cannot be written to
   */
  static void prepare(Path path, int keep) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException("log folder " + folder + " cannot be written to");
    }
    if (keep > 0) {
      List<Path> old = filesOf(folder, path.getFileName() + ".");
      for (Path file : old.subList(Math.min(keep, old.size()), old.size())) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Newest first. */
  private static List<Path> filesOf(Path folder, String prefix) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.log")) {
      for (Path file : all) {
        if (file.getFileName().toString().startsWith(prefix)) {
          files.add(file);
        }
      }
    }
    files.sort(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed());
    return files;
  }
}
