package org.millrace.server.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.logging.log4j.Logger;

/** How many files and sockets the system allows this process ({@code ulimit -n}). */
final class OpenFileLimit {
  private static final Path LIMITS_OF_LINUX = Path.of("/proc/self/limits");
  private static final String ROW = "Max open files";

  /** What a server opens beside connections: jars, logs, listening sockets, epoll's own. */
  private static final int OWN_FILES = 256;

  private OpenFileLimit() {}

  static void warnIfBelow(int maxConnections, Logger log) {
    read()
        .ifPresent(
            limit -> {
              if (limit < (long) maxConnections + OWN_FILES) {
                log.warn(
                    "open files: {} (expected: maxConnections {} and {} of our own); raise ulimit -n"
                        + " or LimitNOFILE, or lower maxConnections",
                    limit,
                    maxConnections,
                    OWN_FILES);
              }
            });
  }

  /** Empty where the system does not say, or says that there is no limit. */
  private static OptionalLong read() {
    if (!Files.isReadable(LIMITS_OF_LINUX)) {
      return OptionalLong.empty();
    }
    try {
      return parse(Files.readAllLines(LIMITS_OF_LINUX));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** {@code Max open files 1024 524288 files}: soft, hard. */
  static OptionalLong parse(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(ROW))
        .map(line -> line.substring(ROW.length()).trim().split("\\s+", 2)[0])
        .filter(soft -> soft.chars().allMatch(Character::isDigit))
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}
