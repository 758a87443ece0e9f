package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Copies the tree, so that a test may change it. */
  Distribution copyTo(Path target) {
    try (Stream<Path> files = Files.walk(home)) {
      // Not the control socket that a killed server has left behind: sockets cannot be copied.
      for (Path file : files.filter(f -> Files.isRegularFile(f) || Files.isDirectory(f)).toList()) {
        // Files.copy keeps the permissions; folders are made empty.
        Files.copy(file, target.resolve(home.relativize(file).toString()));
      }
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
}
