package org.millrace.server;

import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.cli.ToolRegistry;
import org.millrace.server.plugin.ContributionRegistry;
import org.millrace.server.plugin.Contributions;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.recording.FileFormats;

/** Puts what plugins bring where it belongs. */
final class PluginContributions implements ContributionRegistry {
  private final ProtocolFactoryRegistry protocols;
  private final ApplicationTypes types;
  private final FileFormats formats;
  private final ToolRegistry tools;

  PluginContributions(ServerParts parts) {
    this.protocols = parts.protocols();
    this.types = parts.types();
    this.formats = parts.formats();
    this.tools = parts.tools();
  }

  @Override
  public void add(Contributions contributions) {
    String plugin = contributions.context().pluginId();
    contributions.protocols().forEach(factory -> protocols.register(plugin, factory));
    types.add(contributions.context(), contributions.applications());
    formats.add(plugin, contributions.recorders(), contributions.mediaFiles());
    tools.add(contributions.context(), contributions.tools());
  }

  @Override
  public void remove(String pluginId) {
    protocols.unregister(pluginId);
    types.remove(pluginId);
    formats.remove(pluginId);
    tools.remove(pluginId);
  }
}
