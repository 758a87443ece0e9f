package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many files and connections a process may have open. */
final class OpenFiles {
  private OpenFiles() {}

  /** The hard limit of this process, up to which servers raise their own. */
  static long limit() throws IOException {
    return limit(Files.readAllLines(Path.of("/proc/self/limits")));
  }

  /**
   * Finds the limit.
   *
   * @param lines such as "Max open files 1024 524288 files"
   */
  static long limit(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split("\\s{2,}")[2])
        .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
        .findFirst()
        .orElse(0);
  }
}
