package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * An unpacked distribution.
 *
 * @param home the folder that holds {@code bin/}
 */
record Distribution(Path home) {

  /** The one that the build made. Shared by all tests: look, do not touch. */
  static Distribution built() {
    Path home = Path.of(System.getProperty("millrace.distribution", "target/millrace"));
    return new Distribution(home.toAbsolutePath().normalize());
  }

  Path script() {
    return home.resolve("bin").resolve("millrace");
  }

  Path plugins() {
    return home.resolve("plugins");
  }

  /** Samples, each in a folder of its own. */
  Path samples() {
    return home.resolve("samples");
  }

  /** The jar of a sample. */
  Path sample(String name) {
    List<Path> jars = jars(samples().resolve(name));
    if (jars.size() != 1) {
      throw new AssertionError("jars of sample " + name + ": " + jars + " (expected: one)");
    }
    return jars.get(0);
  }

  /** Jars in {@code plugins/}, by name. */
  List<Path> pluginJars() {
    return jars(plugins());
  }

  /** Jars on the module path, by name. */
  List<Path> libraryJars() {
    return jars(home.resolve("lib"));
  }

  /** Removes a plugin, as an administrator would. */
  void removePlugin(String id) {
    String name = id + "-" + System.getProperty("millrace.version", "0.9.0") + ".jar";
    try {
      Files.delete(plugins().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the tree, so that a test may change it: as it was unpacked, without {@code run/}. */
  Distribution copyTo(Path target) {
    try {
      Files.walkFileTree(home, new TreeCopy(home, target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Distribution(target);
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other tests' servers make and remove files in {@code run/} all the time. */
  private static final class TreeCopy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    private TreeCopy(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(target(folder));
      return folder.equals(from.resolve("run"))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(file, target(file));
      return FileVisitResult.CONTINUE;
    }

    private Path target(Path path) {
      return to.resolve(from.relativize(path).toString());
    }
  }
}
