package org.millrace.server.plugin;

import java.nio.file.Path;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginRepository;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/**
 * PF4J with our parts in it. The {@code create} methods are called by the super constructor, before
 * this class's own fields would exist; so it has none.
 */
final class LayeredPluginManager extends AbstractPluginManager {

  /**
   * A manager that knows no plugin yet.
   *
   * @param folder where the private copies of the jars are
   */
  LayeredPluginManager(Path folder) {
    super(folder);
  }

  /** The layer of a loaded plugin. */
  PluginLayer layer(String pluginId) {
    return layers().layer(pluginId);
  }

  /** PF4J closes what is a URLClassLoader; the jars of a layer are closed here. */
  @Override
  protected boolean unloadPlugin(
      String pluginId, boolean unloadDependents, boolean resolveDependencies) {
    boolean unloaded = super.unloadPlugin(pluginId, unloadDependents, resolveDependencies);
    layers().close(pluginId);
    return unloaded;
  }

  /** Forgets a plugin that could not be loaded to the end, or was; those that need it stay. */
  void forget(String pluginId) {
    unloadPlugin(pluginId, false, true);
  }

  private LayerPluginLoader layers() {
    return (LayerPluginLoader) getPluginLoader();
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new LayerPluginLoader();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new ServiceExtensionFinder(this, this::layer);
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> EntryPlugin.find(wrapper.getPluginId(), extensionFinder);
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new StrictDescriptorFinder();
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new JarPluginRepository(getPluginsRoots());
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new AlwaysEnabled();
  }

  /** A plugin is switched off by taking its jar away, or by the configuration. */
  private static final class AlwaysEnabled implements PluginStatusProvider {
    @Override
    public boolean isPluginDisabled(String pluginId) {
      return false;
    }

    @Override
    public void disablePlugin(String pluginId) {
      throw new IllegalStateException("plugin " + pluginId + ": is disabled by removing its jar");
    }

    @Override
    public void enablePlugin(String pluginId) {
      // They all are.
    }
  }
}
