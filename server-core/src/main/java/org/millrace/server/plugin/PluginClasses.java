package org.millrace.server.plugin;

import java.util.Set;

/**
 * The classes of one loaded plugin, those of its private libraries included.
 *
 * @param pluginId the plugin
 * @param loaders the class loaders that define them
 */
public record PluginClasses(String pluginId, Set<ClassLoader> loaders) {
  public PluginClasses {
    loaders = Set.copyOf(loaders);
  }

  /**
   * Whether a class is one of them.
   *
   * @param type any class
   * @return false for those of the host and of other plugins
   */
  public boolean has(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && loaders.contains(loader);
  }

  /**
   * Whether an object is of one of them.
   *
   * @param object any object
   * @return false for those of the host and of other plugins
   */
  public boolean hasClassOf(Object object) {
    return has(object.getClass());
  }
}
