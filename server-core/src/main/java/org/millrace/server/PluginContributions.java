package org.millrace.server;

import org.millrace.server.application.ApplicationTypes;
import org.millrace.server.cli.ToolRegistry;
import org.millrace.server.io.IoHandlerManager;
import org.millrace.server.plugin.ContributionRegistry;
import org.millrace.server.plugin.Contributions;
import org.millrace.server.plugin.LoadedPlugin;
import org.millrace.server.plugin.PluginClasses;
import org.millrace.server.protocol.ProtocolFactoryRegistry;
import org.millrace.server.recording.FileFormats;
import org.millrace.server.watchdog.PluginCode;

/** Puts what plugins bring where it belongs, and takes it away with all that lives by it. */
final class PluginContributions implements ContributionRegistry {
  private final ProtocolFactoryRegistry protocols;
  private final ApplicationTypes types;
  private final FileFormats formats;
  private final ToolRegistry tools;
  private final IoHandlerManager io;
  private final PluginCode code;
  private final Hosting hosting;

  PluginContributions(ServerParts parts, Hosting hosting) {
    this.protocols = parts.protocols();
    this.types = parts.types();
    this.formats = parts.formats();
    this.tools = parts.tools();
    this.io = parts.io();
    this.code = parts.watch().code();
    this.hosting = hosting;
  }

  @Override
  public void check(LoadedPlugin plugin) {
    hosting.settings().plugin(plugin);
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
  public void remove(PluginClasses plugin) {
    hosting.takeDown(plugin);
    protocols.unregister(plugin.pluginId());
    types.remove(plugin.pluginId());
    formats.remove(plugin.pluginId());
    tools.remove(plugin.pluginId());
  }

  @Override
  public void forget(PluginClasses plugin) {
    // From here on its tasks are refused, else one could put itself back on a loop.
    code.removeOf(plugin.pluginId());
    io.forget(plugin::has);
  }

  @Override
  public void settle() {
    hosting.settle();
  }
}
