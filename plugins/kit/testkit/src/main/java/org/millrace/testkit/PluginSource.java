package org.millrace.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.millrace.api.plugin.ApiVersion;

/**
 * A plugin that a test server can be given: a jar, or the folder that the classes of a project are
 * compiled to. A folder's manifest is the one that is in it; without one it is made from the module
 * descriptor: the id is the last part of the module's name.
 *
 * @param location the jar or the folder
 * @param manifest with {@code Plugin-Id} and the others
 */
record PluginSource(Path location, Manifest manifest) {
  private static final Attributes.Name ID = new Attributes.Name("Plugin-Id");
  private static final Attributes.Name VERSION = new Attributes.Name("Plugin-Version");
  private static final Attributes.Name REQUIRES = new Attributes.Name("Plugin-Requires");
  private static final Attributes.Name DEPENDENCIES = new Attributes.Name("Plugin-Dependencies");
  private static final String SERVICE = "org.millrace.api.plugin.MillracePlugin";

  /**
   * Looks at a jar or a folder.
   *
   * @param idOfModule knows the plugins' modules
   * @return empty if it holds no plugin
   */
  static Optional<PluginSource> of(Path location, Function<String, Optional<String>> idOfModule) {
    try {
      return manifestOf(location)
          .filter(manifest -> manifest.getMainAttributes().containsKey(ID))
          .or(() -> derived(location, idOfModule))
          .map(manifest -> new PluginSource(location, manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(location.toString(), e);
    }
  }

  private static Optional<Manifest> manifestOf(Path location) throws IOException {
    if (Files.isDirectory(location)) {
      Path file = location.resolve(JarFile.MANIFEST_NAME);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(new Manifest(in));
      }
    }
    try (JarFile jar = new JarFile(location.toFile(), false)) {
      return Optional.ofNullable(jar.getManifest());
    }
  }

  private static Optional<Manifest> derived(
      Path folder, Function<String, Optional<String>> idOfModule) {
    return descriptor(folder)
        .filter(module -> module.provides().stream().anyMatch(it -> it.service().equals(SERVICE)))
        .map(module -> derived(module, idOfModule));
  }

  /** The descriptor of a module that is a folder. */
  static Optional<ModuleDescriptor> descriptor(Path folder) {
    Path file = folder.resolve("module-info.class");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(ModuleDescriptor.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static Manifest derived(
      ModuleDescriptor module, Function<String, Optional<String>> idOfModule) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(ID, idOf(module.name()));
    attributes.put(VERSION, ApiVersion.CURRENT);
    attributes.put(REQUIRES, ">=" + ApiVersion.CURRENT);
    attributes.put(
        DEPENDENCIES,
        module.requires().stream()
            .flatMap(required -> idOfModule.apply(required.name()).stream())
            .collect(Collectors.joining(", ")));
    return manifest;
  }

  static String idOf(String moduleName) {
    return moduleName.substring(moduleName.lastIndexOf('.') + 1);
  }

  String id() {
    return manifest.getMainAttributes().getValue(ID);
  }

  /** The ids of the plugins that it needs. */
  List<String> dependencies() {
    String value = manifest.getMainAttributes().getValue(DEPENDENCIES);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(",", -1))
            .map(dependency -> dependency.split("[@?]", 2)[0].strip())
            .filter(id -> !id.isEmpty())
            .toList();
  }

  /** Puts it into a plugins folder. */
  void install(Path folder) {
    Path jar = folder.resolve(id() + ".jar");
    try {
      if (Files.isDirectory(location)) {
        pack(jar);
      } else {
        Files.copy(location, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("plugin " + id(), e);
    }
  }

  private void pack(Path jar) throws IOException {
    Set<Path> files;
    try (Stream<Path> walk = Files.walk(location)) {
      files = walk.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest)) {
      for (Path file : files) {
        String name = location.relativize(file).toString().replace('\\', '/');
        if (!name.equals(JarFile.MANIFEST_NAME)) {
          packed.putNextEntry(new JarEntry(name));
          Files.copy(file, packed);
          packed.closeEntry();
        }
      }
    }
  }
}
