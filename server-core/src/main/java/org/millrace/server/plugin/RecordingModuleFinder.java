package org.millrace.server.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds modules in jars and keeps hold of the readers through which a layer reads them. The loaders
 * of module layers cannot be closed: without this the jars stay open until the garbage collector
 * has had the loader.
 */
final class RecordingModuleFinder implements ModuleFinder {
  private final Set<ModuleReference> references;
  private final Queue<ModuleReader> readers = new ConcurrentLinkedQueue<>();

  private RecordingModuleFinder(Path path, Predicate<String> wanted) {
    references =
        ModuleFinder.of(path).findAll().stream()
            .filter(reference -> wanted.test(reference.descriptor().name()))
            .map(Recorded::new)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Finds modules.
   *
   * @param path a jar, or a folder of jars
   * @param wanted names of the modules to find
   * @throws java.lang.module.FindException if a jar cannot be a module
   */
  static RecordingModuleFinder of(Path path, Predicate<String> wanted) {
    return new RecordingModuleFinder(path, wanted);
  }

  @Override
  public Optional<ModuleReference> find(String name) {
    return references.stream().filter(it -> it.descriptor().name().equals(name)).findFirst();
  }

  @Override
  public Set<ModuleReference> findAll() {
    return references;
  }

  Set<String> names() {
    return references.stream().map(it -> it.descriptor().name()).collect(Collectors.toSet());
  }

  /** Closes the jars. No class or resource can be read from them any more. */
  void closeReaders() {
    for (ModuleReader reader = readers.poll(); reader != null; reader = readers.poll()) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class Recorded extends ModuleReference {
    private final ModuleReference reference;

    Recorded(ModuleReference reference) {
      super(reference.descriptor(), reference.location().orElse(null));
      this.reference = reference;
    }

    @Override
    public ModuleReader open() throws IOException {
      ModuleReader reader = reference.open();
      readers.add(reader);
      return reader;
    }
  }
}
