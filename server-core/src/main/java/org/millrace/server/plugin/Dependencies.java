package org.millrace.server.plugin;

import java.lang.module.ModuleDescriptor.Requires;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pf4j.PluginDependency;

/** Whether what plugins depend on is there, and whether they say what they depend on. */
final class Dependencies {
  private final Map<String, PluginJar> loaded;

  /** Which plugin each module is, of those that are loaded and those that are about to be. */
  private final Map<String, String> pluginOfModule = new HashMap<>();

  /**
   * Looks at a set of plugins.
   *
   * @param loaded those that are there; asked again each time
   * @param coming those that are about to be loaded
   */
  Dependencies(Map<String, PluginJar> loaded, Collection<PluginJar> coming) {
    this.loaded = loaded;
    loaded.values().forEach(jar -> pluginOfModule.put(jar.module().name(), jar.id()));
    coming.forEach(jar -> pluginOfModule.put(jar.module().name(), jar.id()));
  }

  /**
   * Makes sure that all that a plugin needs has been loaded.
   *
   * @param leftOut ids of plugins that were there and cannot be used
   * @throws PluginException if something is missing or of a wrong version
   */
  void requireLoaded(PluginJar jar, Set<String> leftOut) {
    for (PluginDependency dependency : jar.dependencies()) {
      String id = dependency.getPluginId();
      String range = dependency.getPluginVersionSupport();
      PluginJar found = loaded.get(id);
      if (found != null && !Versions.satisfies(found.version(), range)) {
        throw new PluginException(
            "needs plugin %s %s (found: %s)".formatted(id, range, found.version()));
      }
      if (found == null && !dependency.isOptional()) {
        String why = leftOut.contains(id) ? "was left out" : "is not there";
        throw new PluginException("needs plugin " + id + ", which " + why);
      }
    }
  }

  /**
   * Modules of other plugins that a plugin requires though its manifest does not say so.
   *
   * @return in words; "" if there are none
   */
  String undeclared(PluginJar jar) {
    return jar.module().requires().stream()
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .map(Requires::name)
        .filter(pluginOfModule::containsKey)
        .filter(module -> !jar.dependsOn(pluginOfModule.get(module)))
        .map(
            module ->
                "requires module %s of plugin %2$s (expected: %2$s in Plugin-Dependencies)"
                    .formatted(module, pluginOfModule.get(module)))
        .collect(Collectors.joining("; "));
  }
}
