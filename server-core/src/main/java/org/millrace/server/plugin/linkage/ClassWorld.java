package org.millrace.server.plugin.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a module meets: those of the modules that it reads, and behind them, for the
 * hierarchies of these, all others of its layers.
 */
final class ClassWorld {
  private final Module reader;
  private final Map<String, Module> readable = new HashMap<>();
  private final Map<String, Module> all = new HashMap<>();
  private final Map<String, Optional<ClassShape>> shapes = new HashMap<>();

  /** What {@code reader} meets, which is in {@code layer}. */
  ClassWorld(Module reader, ModuleLayer layer) {
    this.reader = reader;
    collect(layer, new HashSet<>());
  }

  private void collect(ModuleLayer layer, Set<ModuleLayer> visited) {
    if (!visited.add(layer)) {
      return;
    }
    for (Module module : layer.modules()) {
      for (String name : module.getPackages()) {
        all.putIfAbsent(name, module);
        if (reader.canRead(module)) {
          readable.putIfAbsent(name, module);
        }
      }
    }
    layer.parents().forEach(parent -> collect(parent, visited));
  }

  /** Whether a class is of the module itself. */
  boolean isOwn(String className) {
    return reader.getPackages().contains(Names.packageOf(className));
  }

  /** The module that the reader would get a class from; null if none that it reads has such. */
  @Nullable Module moduleOf(String className) {
    return readable.get(Names.packageOf(className));
  }

  /** Whether the reader may use the public classes of another module's package. */
  boolean isExported(Module module, String className) {
    return module.isExported(Names.packageOf(className), reader);
  }

  /** What is known of a class, wherever it is; empty if it is nowhere. */
  Optional<ClassShape> find(String className) {
    Optional<ClassShape> known = shapes.get(className);
    if (known == null) {
      known = read(className);
      shapes.put(className, known);
    }
    return known;
  }

  private Optional<ClassShape> read(String className) {
    String packageName = Names.packageOf(className);
    Module module = readable.getOrDefault(packageName, all.get(packageName));
    if (module == null) {
      return Optional.empty();
    }
    try (InputStream in = module.getResourceAsStream(className + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassShape.read(in));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
