package org.millrace.testkit;

import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plugins among what the tests run with. */
final class PluginPath {
  private static final Object LOCK = new Object();
  private static PluginPath shared;

  private final Map<String, String> idsOfModules = new HashMap<>();
  private final Map<String, PluginSource> byId = new LinkedHashMap<>();

  private PluginPath(List<Path> entries) {
    entries.forEach(this::learnModule);
    for (Path entry : entries) {
      source(entry).ifPresent(source -> byId.putIfAbsent(source.id(), source));
    }
  }

  /** Those of this JVM. */
  static PluginPath shared() {
    synchronized (LOCK) {
      if (shared == null) {
        shared = new PluginPath(TestPath.entries());
      }
      return shared;
    }
  }

  private void learnModule(Path entry) {
    if (Files.isDirectory(entry)) {
      source(entry)
          .ifPresent(
              source ->
                  PluginSource.descriptor(entry)
                      .ifPresent(module -> idsOfModules.put(module.name(), source.id())));
    } else {
      source(entry)
          .ifPresent(
              source -> {
                for (ModuleReference module : java.lang.module.ModuleFinder.of(entry).findAll()) {
                  idsOfModules.put(module.descriptor().name(), source.id());
                }
              });
    }
  }

  /** Looks at any jar or folder. */
  Optional<PluginSource> source(Path location) {
    return PluginSource.of(location, module -> Optional.ofNullable(idsOfModules.get(module)));
  }

  /** The plugin of an id. */
  Optional<PluginSource> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The plugin that the project under test is, if it is one: a folder below the project's. */
  Optional<PluginSource> ofProject() {
    Path project =
        Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
            .toAbsolutePath()
            .normalize();
    return byId.values().stream()
        .filter(source -> Files.isDirectory(source.location()))
        .filter(source -> source.location().startsWith(project))
        .findFirst();
  }

  /** Plugins and all that they need, as far as it is there. */
  List<PluginSource> withDependencies(List<PluginSource> wanted) {
    Map<String, PluginSource> all = new LinkedHashMap<>();
    List<PluginSource> waiting = new ArrayList<>(wanted);
    while (!waiting.isEmpty()) {
      PluginSource source = waiting.remove(0);
      if (all.putIfAbsent(source.id(), source) == null) {
        source.dependencies().forEach(id -> find(id).ifPresent(waiting::add));
      }
    }
    return List.copyOf(all.values());
  }

  /** Their ids, for messages. */
  String ids() {
    return byId.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
