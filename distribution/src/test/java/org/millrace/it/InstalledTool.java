package org.millrace.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs that may be installed, such as rtmpdump, gst-launch-1.0 and nginx. */
final class InstalledTool {
  private InstalledTool() {}

  /** Finds a program in PATH, or skips the test, with the reason. */
  static Tool require(String name) {
    Optional<Path> found = find(name);
    Assumptions.assumeTrue(found.isPresent(), () -> name + " is not installed");
    return new Tool(List.of(found.orElseThrow().toString()), Map.of());
  }

  /** Finds a file that an installed program needs, such as a plugin of it, or skips the test. */
  static Path requireFile(String what, Path... candidates) {
    for (Path candidate : candidates) {
      if (Files.isReadable(candidate)) {
        return candidate;
      }
    }
    Assumptions.abort(what + " is not installed");
    throw new AssertionError("abort returned");
  }

  static Optional<Path> find(String name) {
    // Debian keeps servers out of the PATH of ordinary users.
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    for (String folder : path.split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }
}
