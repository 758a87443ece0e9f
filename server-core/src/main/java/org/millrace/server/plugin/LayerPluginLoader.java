package org.millrace.server.plugin;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;

/** Makes a {@link PluginLayer} of a plugin's jar, and keeps it until the plugin is unloaded. */
final class LayerPluginLoader implements PluginLoader {
  private final Map<String, PluginLayer> layers = new HashMap<>();

  @Override
  public boolean isApplicable(Path jar) {
    return true;
  }

  /**
   * Defines the layer.
   *
   * @throws PluginException if the modules cannot be resolved
   */
  @Override
  public ClassLoader loadPlugin(Path jar, PluginDescriptor descriptor) {
    List<PluginLayer> dependencies =
        descriptor.getDependencies().stream()
            .map(PluginDependency::getPluginId)
            .map(layers::get)
            .filter(Objects::nonNull)
            .toList();
    PluginLayer layer = define(jar, dependencies);
    layers.put(descriptor.getPluginId(), layer);
    return layer.classLoader();
  }

  /**
   * Defines a layer.
   *
   * @throws PluginException if the modules cannot be resolved
   */
  static PluginLayer define(Path jar, List<PluginLayer> dependencies) {
    try {
      return PluginLayer.define(jar, dependencies);
    } catch (IOException
        | FindException
        | ResolutionException
        | LayerInstantiationException
        | SecurityException e) {
      throw new PluginException("cannot be resolved: " + PluginException.describe(e), e);
    }
  }

  /** The layer of a loaded plugin. */
  PluginLayer layer(String pluginId) {
    return Objects.requireNonNull(layers.get(pluginId), pluginId);
  }

  void close(String pluginId) {
    PluginLayer layer = layers.remove(pluginId);
    if (layer != null) {
      layer.close();
    }
  }
}
