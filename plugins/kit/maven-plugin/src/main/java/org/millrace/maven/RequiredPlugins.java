package org.millrace.maven;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code Plugin-Dependencies}: those of the plugins on the module path that {@code module-info}
 * requires; {@code requires static} makes an optional one.
 */
final class RequiredPlugins {
  private static final String ID = "Plugin-Id";
  private static final String VERSION = "Plugin-Version";

  private RequiredPlugins() {}

  /**
   * Looks for the plugins that a module needs.
   *
   * @param module the plugin's own; without one, it needs every plugin that it is compiled with
   * @param compiledWith jars that the host or other plugins bring
   * @return such as {@code flv@>=0.9.0 & <1.0.0, h2?@>=2.0.0 & <3.0.0}; "" if there are none
   */
  static String list(Optional<ModuleDescriptor> module, List<ModuleFile> compiledWith) {
    return compiledWith.stream()
        .filter(file -> file.manifest().getValue(ID) != null)
        .filter(file -> module.isEmpty() || requirement(module.get(), file).isPresent())
        .map(file -> dependency(file, isOptional(module, file)))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String dependency(ModuleFile plugin, boolean optional) {
    String id = plugin.manifest().getValue(ID);
    String version = plugin.manifest().getValue(VERSION);
    String range = VersionRange.compatibleWith("version of plugin " + id, String.valueOf(version));
    return id + (optional ? "?@" : "@") + range;
  }

  private static boolean isOptional(Optional<ModuleDescriptor> module, ModuleFile plugin) {
    return module
        .flatMap(descriptor -> requirement(descriptor, plugin))
        .map(required -> required.modifiers().contains(Requires.Modifier.STATIC))
        .orElse(false);
  }

  private static Optional<Requires> requirement(ModuleDescriptor module, ModuleFile plugin) {
    Map<String, Requires> required =
        module.requires().stream().collect(Collectors.toMap(Requires::name, r -> r));
    return plugin.module().map(ModuleDescriptor::name).map(required::get);
  }
}
