package org.millrace.maven;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a jar, or a folder of classes in its place, says about itself.
 *
 * @param module its descriptor; empty if it has none
 * @param manifest the main attributes; empty if it has no manifest
 */
record ModuleFile(Optional<ModuleDescriptor> module, Attributes manifest) {
  private static final String MODULE_INFO = "module-info.class";

  /** Reads a jar, or the classes of a module that this build has not packed yet. */
  static ModuleFile read(Path file) throws IOException {
    return Files.isDirectory(file) ? readFolder(file) : readJar(file);
  }

  private static ModuleFile readFolder(Path folder) throws IOException {
    Path moduleInfo = folder.resolve(MODULE_INFO);
    Path manifest = folder.resolve(JarFile.MANIFEST_NAME);
    Optional<ModuleDescriptor> module = Optional.empty();
    Attributes attributes = new Attributes();
    if (Files.exists(moduleInfo)) {
      try (InputStream in = Files.newInputStream(moduleInfo)) {
        module = Optional.of(ModuleDescriptor.read(in));
      }
    }
    if (Files.exists(manifest)) {
      try (InputStream in = Files.newInputStream(manifest)) {
        attributes = new Manifest(in).getMainAttributes();
      }
    }
    return new ModuleFile(module, attributes);
  }

  private static ModuleFile readJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      Optional<ModuleDescriptor> module = Optional.empty();
      if (file.getEntry(MODULE_INFO) != null) {
        try (InputStream in = file.getInputStream(file.getEntry(MODULE_INFO))) {
          module = Optional.of(ModuleDescriptor.read(in));
        }
      }
      Manifest manifest = file.getManifest();
      return new ModuleFile(
          module, manifest == null ? new Attributes() : manifest.getMainAttributes());
    }
  }
}
