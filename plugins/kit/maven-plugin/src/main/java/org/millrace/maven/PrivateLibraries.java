package org.millrace.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The jars in a plugin's {@code META-INF/lib}, which are modules of the plugin's layer alone. */
final class PrivateLibraries {
  private static final String FOLDER = "META-INF/lib";

  private PrivateLibraries() {}

  /**
   * Brings the folder up to date: copies what is new or has changed, deletes what is no longer
   * wanted.
   *
   * @param libraries jars
   * @param classes what the plugin's jar is made from
   */
  static void copy(Collection<Path> libraries, Path classes) throws IOException {
    Path folder = classes.resolve(FOLDER);
    Set<Path> wanted = new HashSet<>();
    for (Path library : libraries) {
      Path copy = folder.resolve(library.getFileName().toString());
      wanted.add(copy);
      if (!Files.exists(copy) || Files.mismatch(library, copy) >= 0) {
        Files.createDirectories(folder);
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    deleteAllBut(wanted, folder);
  }

  private static void deleteAllBut(Set<Path> wanted, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> there = Files.list(folder)) {
      for (Path file : there.filter(file -> !wanted.contains(file)).toList()) {
        Files.delete(file);
      }
    }
  }
}
