package org.millrace.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.millrace.api.config.Setting;
import org.millrace.server.config.SettingsReference;
import org.millrace.server.plugin.LoadedPlugin;
import org.millrace.server.protocol.ResolvedChain;

/** Renders what can be configured: the host's settings, then those of each plugin. */
final class PluginSettings {
  private final ServerParts parts;
  private final List<String> sections = new ArrayList<>();

  private PluginSettings(ServerParts parts) {
    this.parts = parts;
  }

  /**
   * The reference.
   *
   * @param parts of a server whose plugins have been started
   * @return Markdown
   */
  static String reference(ServerParts parts) {
    PluginSettings settings = new PluginSettings(parts);
    settings.sections.add(SettingsReference.all());
    parts.plugins().plugins().stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(settings::add);
    return String.join("\n", settings.sections);
  }

  private void add(LoadedPlugin plugin) {
    String own = "plugin %s: configuration.plugins[\"%s\"]".formatted(plugin.id(), plugin.id());
    Map<List<Setting<?>>, List<String>> chains = chains(plugin.id());
    List<String> like = chains.remove(plugin.settings());
    if (like == null) {
      add(own, plugin.settings());
    } else {
      // A plugin may have the same keys for all of its acceptors as for one.
      add(own + ", and acceptors of " + String.join(", ", like), plugin.settings());
    }
    chains.forEach(
        (settings, names) ->
            add(
                "plugin %s: acceptors of %s".formatted(plugin.id(), String.join(", ", names)),
                settings));
    parts.types().all().stream()
        .filter(type -> type.plugin().pluginId().equals(plugin.id()))
        .map(type -> type.factory())
        .forEach(
            type ->
                add(
                    "plugin %s: applications of type %s".formatted(plugin.id(), type.type()),
                    type.settings()));
  }

  /** The chains of a plugin, by the keys that they have. */
  private Map<List<Setting<?>>, List<String>> chains(String pluginId) {
    return parts.protocols().chainNames().stream()
        .map(name -> parts.protocols().chain(name).orElseThrow())
        .filter(chain -> chain.pluginId().equals(pluginId))
        .collect(
            Collectors.groupingBy(
                ResolvedChain::acceptorSettings,
                LinkedHashMap::new,
                Collectors.mapping(ResolvedChain::name, Collectors.toList())));
  }

  private void add(String heading, List<Setting<?>> settings) {
    if (settings.isEmpty()) {
      return;
    }
    sections.add(SettingsReference.section(heading, settings));
    for (Setting<?> setting : settings) {
      add(heading + ": " + setting.name(), setting.members());
    }
  }
}
