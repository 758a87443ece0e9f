package org.millrace.server.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.plugin.PluginContext;

/** The types of application that plugins bring. Thread-safe. */
public final class ApplicationTypes {
  private final Map<String, ApplicationType> types = new LinkedHashMap<>();

  /**
   * A type and who brought it.
   *
   * @param plugin its plugin's door to the host
   * @param factory makes such applications
   */
  public record ApplicationType(PluginContext plugin, ApplicationFactory factory) {}

  /**
   * Adds what a plugin brings: all of it, or nothing if something is wrong with it.
   *
   * @param plugin the plugin's door to the host
   * @param factories its types
   * @throws IllegalArgumentException if another plugin has brought such a type; the message names
   *     both
   */
  public synchronized void add(PluginContext plugin, List<ApplicationFactory> factories) {
    for (ApplicationFactory factory : factories) {
      ApplicationType other = types.get(factory.type());
      if (other != null) {
        throw new IllegalArgumentException(
            String.format(
                "application type %s: brought by plugins %s and %s (expected: one)",
                factory.type(), other.plugin().pluginId(), plugin.pluginId()));
      }
    }
    factories.forEach(factory -> types.put(factory.type(), new ApplicationType(plugin, factory)));
  }

  /**
   * Takes back what a plugin has brought. Applications that exist are not touched.
   *
   * @param pluginId the plugin
   */
  public synchronized void remove(String pluginId) {
    types.values().removeIf(type -> type.plugin().pluginId().equals(pluginId));
  }

  /**
   * All types.
   *
   * @return in the order in which they came
   */
  public synchronized List<ApplicationType> all() {
    return List.copyOf(types.values());
  }

  /**
   * Finds a type.
   *
   * @param type its name
   * @return empty if no plugin brings it
   */
  public synchronized Optional<ApplicationType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }
}
