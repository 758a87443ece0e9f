package org.millrace.server.plugin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.pf4j.ExtensionDescriptor;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.ExtensionWrapper;
import org.pf4j.PluginManager;
import org.pf4j.PluginWrapper;

/**
 * Extensions are what a plugin's own module {@code provides}: nothing needs to be exported, opened
 * or indexed for it. Providers of the layers above, which are other plugins', are not counted.
 */
final class ServiceExtensionFinder implements ExtensionFinder {
  private final PluginManager manager;
  private final Function<String, PluginLayer> layers;

  ServiceExtensionFinder(PluginManager manager, Function<String, PluginLayer> layers) {
    this.manager = manager;
    this.layers = layers;
  }

  @Override
  public <T> List<ExtensionWrapper<T>> find(Class<T> type) {
    return manager.getPlugins().stream()
        .map(PluginWrapper::getPluginId)
        .flatMap(id -> find(type, id).stream())
        .toList();
  }

  /**
   * Finds the providers of a service; they are instantiated when they are asked for.
   *
   * @throws PluginException if a provider cannot be loaded
   */
  @Override
  public <T> List<ExtensionWrapper<T>> find(Class<T> type, String pluginId) {
    ServiceExtensionFinder.class.getModule().addUses(type);
    ModuleLayer layer = layers.apply(pluginId).layer();
    try {
      return ServiceLoader.load(layer, type).stream()
          .filter(provider -> provider.type().getModule().getLayer() == layer)
          .map(ServiceExtensionFinder::wrap)
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException(PluginException.describe(e), e);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // PF4J's signature
  public List<ExtensionWrapper> find(String pluginId) {
    PluginLayer layer = layers.apply(pluginId);
    return layer.module().getDescriptor().provides().stream()
        .map(provides -> serviceType(layer, provides.service()))
        .<ExtensionWrapper>flatMap(type -> find(type, pluginId).stream())
        .toList();
  }

  @Override
  public Set<String> findClassNames(String pluginId) {
    Set<String> names = new LinkedHashSet<>();
    layers.apply(pluginId).module().getDescriptor().provides().stream()
        .forEach(provides -> names.addAll(provides.providers()));
    return names;
  }

  private static Class<?> serviceType(PluginLayer layer, String name) {
    try {
      return layer.classLoader().loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new PluginException("provides " + name + ", which is not there", e);
    }
  }

  private static <T> ExtensionWrapper<T> wrap(ServiceLoader.Provider<T> provider) {
    return new ExtensionWrapper<>(
        new ExtensionDescriptor(0, provider.type()), new ProviderFactory(provider));
  }

  private record ProviderFactory(ServiceLoader.Provider<?> provider) implements ExtensionFactory {
    @Override
    public <T> T create(Class<T> extensionClass) {
      try {
        return extensionClass.cast(provider.get());
      } catch (ServiceConfigurationError | LinkageError e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new PluginException(
            extensionClass.getName() + " cannot be made: " + PluginException.describe(cause), e);
      }
    }
  }
}
