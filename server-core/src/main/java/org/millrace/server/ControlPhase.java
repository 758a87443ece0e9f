package org.millrace.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.application.HostedApplication;
import org.millrace.server.config.AdministrationConfig;
import org.millrace.server.control.CheckPlugin;
import org.millrace.server.control.ControlAnswer;
import org.millrace.server.control.ControlCommands;
import org.millrace.server.control.ControlException;
import org.millrace.server.control.ControlServer;
import org.millrace.server.control.ListPlugins;
import org.millrace.server.control.LoadPlugin;
import org.millrace.server.control.ReloadConfig;
import org.millrace.server.control.ReloadPlugin;
import org.millrace.server.control.ShowPlugin;
import org.millrace.server.control.UnloadPlugin;
import org.millrace.server.plugin.PluginUpdater;

/** Begins to take commands. The server does without if it cannot. */
final class ControlPhase {
  private static final Logger LOG = LogManager.getLogger(ControlPhase.class);

  private final AdministrationConfig config;
  private final ServerParts parts;
  private final PluginUpdater plugins;
  private final Supplier<List<String>> reload;

  /** Not begun; {@code reload} reads the configuration again, or throws and says why not. */
  ControlPhase(
      AdministrationConfig config,
      ServerParts parts,
      PluginUpdater plugins,
      Supplier<List<String>> reload) {
    this.config = config;
    this.parts = parts;
    this.plugins = plugins;
    this.reload = reload;
  }

  /**
   * Begins.
   *
   * @param operations puts commands in order with all else that is done to the server
   * @return to be closed; empty if no commands are taken
   */
  Optional<ControlServer> open(Operations operations) {
    Optional<Path> file = config.controlSocket().or(ControlPhase::ofDistribution);
    if (!config.control() || file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ControlServer.open(file.get(), config.controlSocket().isEmpty(), commands(operations)));
    } catch (ControlException e) {
      LOG.warn("no commands are taken: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Path> ofDistribution() {
    return Optional.ofNullable(System.getProperty("millrace.home"))
        .map(home -> Path.of(home, "run", "control.sock"));
  }

  private ControlCommands commands(Operations operations) {
    return new ControlCommands(
        List.of(
            new ListPlugins(plugins),
            new ShowPlugin(plugins, this::contributions),
            new CheckPlugin(plugins),
            new LoadPlugin(plugins),
            new UnloadPlugin(plugins),
            new ReloadPlugin(plugins),
            new ReloadConfig(this::reloadConfig)),
        operations::call);
  }

  private ControlAnswer reloadConfig() {
    try {
      List<String> lines = reload.get();
      return ControlAnswer.done(lines.isEmpty() ? List.of("nothing has changed") : lines);
    } catch (StartException e) {
      return ControlAnswer.failed(List.of(String.valueOf(e.getMessage())));
    }
  }

  private Map<String, List<String>> contributions(String plugin) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put(
        "chains",
        parts.protocols().chainNames().stream()
            .filter(name -> parts.protocols().isFrom(name, plugin))
            .toList());
    kinds.put(
        "application types",
        parts.types().all().stream()
            .filter(type -> type.plugin().pluginId().equals(plugin))
            .map(type -> type.factory().type())
            .toList());
    kinds.put(
        "applications",
        parts.applications().all().stream()
            .filter(application -> application.pluginId().equals(plugin))
            .map(HostedApplication::name)
            .toList());
    long connections =
        parts.io().connections().all().stream()
            .filter(connection -> connection.plugins().contains(plugin))
            .count();
    kinds.put("connections", List.of(Long.toString(connections)));
    return kinds;
  }
}
