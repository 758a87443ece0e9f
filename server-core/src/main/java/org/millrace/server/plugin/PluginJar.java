package org.millrace.server.plugin;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;

/**
 * A jar that is a plugin by its manifest.
 *
 * @param file the jar in the plugins folder
 * @param copy the private copy that is read, so that the file can be replaced at any time
 * @param stamp the state of the file when it was copied
 * @param descriptor the manifest
 * @param module the module that the jar is; an automatic one if it has no module-info
 */
record PluginJar(
    Path file, Path copy, FileStamp stamp, PluginDescriptor descriptor, ModuleDescriptor module) {

  private static final String HOST = "org.millrace.server";

  /**
   * Reads manifest and module descriptor.
   *
   * @throws PluginException if one of them cannot be used
   */
  static PluginJar read(Path file, Path copy, FileStamp stamp) {
    PluginDescriptor descriptor = new StrictDescriptorFinder().find(copy);
    return new PluginJar(file, copy, stamp, descriptor, moduleOf(copy));
  }

  private static ModuleDescriptor moduleOf(Path jar) {
    try {
      ModuleDescriptor module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
      if (module.requires().stream().anyMatch(requires -> requires.name().equals(HOST))) {
        throw new PluginException(
            "requires module " + HOST + ", which is not for plugins (expected: org.millrace.api)");
      }
      return module;
    } catch (FindException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PluginException("no usable module: " + PluginException.describe(cause), e);
    }
  }

  String id() {
    return descriptor.getPluginId();
  }

  String version() {
    return descriptor.getVersion();
  }

  List<PluginDependency> dependencies() {
    return descriptor.getDependencies();
  }

  Stream<String> dependencyIds() {
    return dependencies().stream().map(PluginDependency::getPluginId);
  }

  boolean dependsOn(String plugin) {
    return dependencyIds().anyMatch(plugin::equals);
  }

  PluginFailure failure(String reason) {
    return new PluginFailure(file, id(), reason);
  }
}
