package org.millrace.admin.inventory;

import java.util.Map;
import java.util.TreeMap;
import org.millrace.api.server.ServerEvent;
import org.millrace.api.server.ServerListener;

/** Plugins that were unloaded and can be loaded again. Thread-safe. */
public final class UnloadedPlugins implements ServerListener {
  private final Map<String, String> versions = new TreeMap<>();

  @Override
  public synchronized void onEvent(ServerEvent event) {
    if (event instanceof ServerEvent.PluginUnloaded unloaded) {
      versions.put(unloaded.plugin(), unloaded.version());
    } else if (event instanceof ServerEvent.PluginStarted started) {
      versions.remove(started.plugin());
    }
  }

  /**
   * The plugins.
   *
   * @return versions by id
   */
  public synchronized Map<String, String> versions() {
    return Map.copyOf(versions);
  }
}
