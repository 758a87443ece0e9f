package org.millrace.server;

import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.plugin.ContributionRegistry;
import org.millrace.server.plugin.Contributions;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.recording.FileFormats;

/** Puts what plugins bring where it belongs. */
final class PluginContributions implements ContributionRegistry {
  private final ProtocolFactoryRegistry protocols;
  private final ApplicationTypes types;
  private final FileFormats formats;

  PluginContributions(
      ProtocolFactoryRegistry protocols, ApplicationTypes types, FileFormats formats) {
    this.protocols = protocols;
    this.types = types;
    this.formats = formats;
  }

  @Override
  public void add(Contributions contributions) {
    String plugin = contributions.context().pluginId();
    contributions.protocols().forEach(factory -> protocols.register(plugin, factory));
    types.add(contributions.context(), contributions.applications());
    formats.add(plugin, contributions.recorders(), contributions.mediaFiles());
  }

  @Override
  public void remove(String pluginId) {
    protocols.unregister(pluginId);
    types.remove(pluginId);
    formats.remove(pluginId);
  }
}
