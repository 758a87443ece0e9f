package org.millrace.server.plugin;

import java.util.List;
import org.pf4j.PluginDependency;

/**
 * A loaded plugin in full.
 *
 * @param plugin what every list shows
 * @param requires the versions of the plugin API that it accepts
 * @param dependencies plugins that it needs, as the manifest has them
 * @param dependents ids of the loaded plugins that need it, directly
 * @param description for people; "" if there is none
 * @param provider who made it; "" if it does not say so
 * @param license "" if it does not say so
 */
public record PluginDetails(
    LoadedPlugin plugin,
    String requires,
    List<String> dependencies,
    List<String> dependents,
    String description,
    String provider,
    String license) {
  public PluginDetails {
    dependencies = List.copyOf(dependencies);
    dependents = List.copyOf(dependents);
  }

  static PluginDetails of(PluginHost host, PluginJar jar) {
    return new PluginDetails(
        host.describe(jar),
        jar.descriptor().getRequires(),
        jar.dependencies().stream().map(PluginDetails::text).toList(),
        host.jars().values().stream()
            .filter(other -> other.dependsOn(jar.id()))
            .map(PluginJar::id)
            .toList(),
        orEmpty(jar.descriptor().getPluginDescription()),
        orEmpty(jar.descriptor().getProvider()),
        orEmpty(jar.descriptor().getLicense()));
  }

  private static String text(PluginDependency dependency) {
    return dependency.getPluginId()
        + (dependency.isOptional() ? "?" : "")
        + (dependency.getPluginVersionSupport().equals("*")
            ? ""
            : "@" + dependency.getPluginVersionSupport());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
