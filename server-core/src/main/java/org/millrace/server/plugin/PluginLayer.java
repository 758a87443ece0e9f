package org.millrace.server.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module layer of one plugin, and below it, if the jar brings libraries of its own in {@code
 * META-INF/lib}, their layer.
 *
 * <p>Where a module is looked for: in the plugin's jar, in its own libraries, in the plugins it
 * depends on, in the host. Libraries are in a layer of their own because a library without a
 * module-info reads every module of every layer above it: beside the plugin it would read the other
 * version of itself that a dependency carries, which cannot be resolved.
 */
final class PluginLayer implements Closeable {
  private static final String LIBRARIES = "META-INF/lib/";

  private final ModuleLayer layer;
  private final Module module;
  private final RecordingModuleFinder jar;
  private final Optional<RecordingModuleFinder> libraries;
  private final Set<Module> libraryModules;

  private PluginLayer(
      ModuleLayer layer,
      RecordingModuleFinder jar,
      Optional<RecordingModuleFinder> libraries,
      Set<Module> libraryModules) {
    this.layer = layer;
    this.module = layer.modules().iterator().next();
    this.jar = jar;
    this.libraries = libraries;
    this.libraryModules = libraryModules;
  }

  /**
   * Defines the layers of a plugin.
   *
   * @param file the plugin's jar; its folder is used for the libraries
   * @param dependencies the layers of the plugins it depends on
   * @throws IOException if the libraries cannot be unpacked
   * @throws java.lang.module.FindException if a module that is required is nowhere
   * @throws java.lang.module.ResolutionException if modules do not fit together
   * @throws LayerInstantiationException if modules do not fit together
   */
  static PluginLayer define(Path file, List<PluginLayer> dependencies) throws IOException {
    List<ModuleLayer> parents = new ArrayList<>();
    Path folder = file.resolveSibling("lib");
    Optional<RecordingModuleFinder> libraries = Optional.empty();
    Set<Module> libraryModules = Set.of();
    if (unpackLibraries(file, folder)) {
      libraries = Optional.of(RecordingModuleFinder.of(folder, PluginLayer::isNotOfHost));
      ModuleLayer libraryLayer = layerOf(libraries.get(), List.of(host()));
      libraryModules = libraryLayer.modules();
      parents.add(libraryLayer);
    }
    dependencies.forEach(dependency -> parents.add(dependency.layer));
    parents.add(host());
    RecordingModuleFinder jar = RecordingModuleFinder.of(file, name -> true);
    return new PluginLayer(layerOf(jar, parents), jar, libraries, libraryModules);
  }

  private static ModuleLayer layerOf(RecordingModuleFinder finder, List<ModuleLayer> parents) {
    List<Configuration> configurations = parents.stream().map(ModuleLayer::configuration).toList();
    Configuration configuration =
        Configuration.resolve(finder, configurations, ModuleFinder.of(), finder.names());
    // No parent loader: what a plugin's module does not read, it cannot even load by name.
    return ModuleLayer.defineModulesWithOneLoader(configuration, parents, null).layer();
  }

  /** The layer that the server's own modules are in. */
  static ModuleLayer host() {
    ModuleLayer layer = PluginLayer.class.getModule().getLayer();
    return layer == null ? ModuleLayer.boot() : layer;
  }

  /** Libraries that the host has, too, are the host's: their types are in the plugin API. */
  private static boolean isNotOfHost(String module) {
    return host().findModule(module).isEmpty();
  }

  private static boolean unpackLibraries(Path file, Path folder) throws IOException {
    boolean any = false;
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        String library = name.substring(name.lastIndexOf('/') + 1);
        if (name.equals(LIBRARIES + library) && library.endsWith(".jar")) {
          Files.createDirectories(folder);
          try (InputStream in = jar.getInputStream(entry)) {
            // Unpacked already if the jar was checked before it was loaded.
            Files.copy(in, folder.resolve(library), StandardCopyOption.REPLACE_EXISTING);
          }
          any = true;
        }
      }
    }
    return any;
  }

  ModuleLayer layer() {
    return layer;
  }

  Module module() {
    return module;
  }

  ClassLoader classLoader() {
    return module.getClassLoader();
  }

  /** The loaders of the plugin and of its private libraries. */
  Set<ClassLoader> classLoaders() {
    return Stream.concat(Stream.of(module), libraryModules.stream())
        .map(Module::getClassLoader)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of the plugin's module and of those of its private libraries. */
  Set<String> moduleNames() {
    return Stream.concat(Stream.of(module), libraryModules.stream())
        .map(Module::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Closes the jars; done when nothing of the plugin runs any more. */
  @Override
  public void close() {
    jar.closeReaders();
    libraries.ifPresent(RecordingModuleFinder::closeReaders);
  }
}
