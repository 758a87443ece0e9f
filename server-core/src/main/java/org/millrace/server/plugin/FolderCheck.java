package org.millrace.server.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a jar beside the plugins of a folder, as a server would that had loaded these. */
public final class FolderCheck {
  private FolderCheck() {}

  /**
   * Checks a jar.
   *
   * @param file the jar; in the place of one of the folder that has its id
   * @param folder where plugins are, if there is one; those of them that cannot be used are not
   *     counted
   * @return a line for each problem; empty if there is none
   * @throws IOException if there is no room for copies
   */
  public static List<String> check(Path file, Optional<Path> folder) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (WorkFolder work = WorkFolder.create(temporary)) {
      PluginJar jar = PluginJar.read(file, work.copy(file), FileStamp.of(file));
      List<PluginJar> others = folder.isPresent() ? read(folder.get(), work) : List.of();
      Map<String, PluginJar> present = new LinkedHashMap<>();
      try (PluginCheck check = new PluginCheck(Map.of(), id -> null)) {
        for (PluginJar other : LoadOrder.of(others).sorted()) {
          if (check.add(other).isEmpty()) {
            present.put(other.id(), other);
          }
        }
        return ChangePlan.of(present, check::layer, List.of(jar), Set.of()).refused().stream()
            .map(PluginFailure::toString)
            .toList();
      }
    } catch (PluginException e) {
      return List.of(new PluginFailure(file, "", PluginException.describe(e)).toString());
    }
  }

  private static List<PluginJar> read(Path folder, WorkFolder work) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
        jars.forEach(files::add);
      }
    }
    files.sort(Comparator.comparing(Path::getFileName));
    List<PluginJar> plugins = new ArrayList<>();
    for (Path file : files) {
      readUsable(file, work).ifPresent(plugins::add);
    }
    return plugins;
  }

  private static Optional<PluginJar> readUsable(Path file, WorkFolder work) throws IOException {
    try {
      return Optional.of(PluginJar.read(file, work.copy(file), FileStamp.of(file)));
    } catch (PluginException e) {
      // It is not this one that is to be checked.
      return Optional.empty();
    }
  }
}
