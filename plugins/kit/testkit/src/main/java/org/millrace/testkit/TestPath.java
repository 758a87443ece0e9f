package org.millrace.testkit;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The jars and folders that this JVM runs tests with, whichever path they are on. */
final class TestPath {
  private TestPath() {}

  /** All of them, those of the module path first. */
  static List<Path> entries() {
    Set<Path> entries = new LinkedHashSet<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry).toAbsolutePath().normalize();
        if (!entry.isBlank() && Files.exists(path)) {
          entries.add(path);
        }
      }
    }
    return List.copyOf(entries);
  }

  /** Their modules; what cannot be one is passed over. */
  static ModuleFinder modules() {
    ModuleFinder[] finders =
        entries().stream()
            .filter(TestPath::mayBeModule)
            .map(ModuleFinder::of)
            .filter(TestPath::isReadable)
            .toArray(ModuleFinder[]::new);
    return new HostModules(ModuleFinder.compose(finders));
  }

  /** A folder without a descriptor would be searched for modules. */
  private static boolean mayBeModule(Path entry) {
    return Files.isRegularFile(entry) || Files.exists(entry.resolve("module-info.class"));
  }

  private static boolean isReadable(ModuleFinder finder) {
    try {
      return !finder.findAll().isEmpty();
    } catch (FindException e) {
      return false;
    }
  }
}
