package org.millrace.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.server.Server;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.lua.LuaScriptEngine;
import org.millrace.server.plugin.LoadedPlugin;
import org.millrace.server.plugin.OfferedServices;
import org.millrace.server.plugin.PluginFailure;
import org.millrace.server.plugin.PluginFolder;
import org.millrace.server.plugin.PluginServices;
import org.millrace.server.plugin.PluginUpdater;

/** Loads the plugins and starts them. The server goes on without those that fail, unless told. */
final class PluginPhase {
  private static final Logger LOG = LogManager.getLogger(PluginPhase.class);

  private final ServerConfig config;
  private final ServerParts parts;
  private final Hosting hosting;
  private final PluginServices services;
  private final PluginContributions contributions;
  private final List<PluginFailure> failures = new ArrayList<>();

  PluginPhase(ServerConfig config, ServerParts parts, Hosting hosting, Server server) {
    this.config = config;
    this.parts = parts;
    this.hosting = hosting;
    this.contributions = new PluginContributions(parts, hosting);
    this.services =
        new PluginServices(
            this::settings,
            parts.streams(),
            parts.io().eventLoops(),
            parts.io().fileLoops(),
            parts.connector(),
            new LuaScriptEngine(),
            parts.watch().failures(),
            server,
            new OfferedServices());
  }

  /**
   * Where plugins are: what {@code MILLRACE_PLUGINS} says, or the configuration, or the folder
   * beside the server's own jars.
   */
  static Optional<Path> folder(ServerConfig config) {
    return ofEnvironment()
        .or(config::pluginsDirectory)
        .or(PluginPhase::ofDistribution)
        .map(Path::toAbsolutePath);
  }

  /** Where plugins are if no configuration says otherwise. */
  static Optional<Path> defaultFolder() {
    return ofEnvironment().or(PluginPhase::ofDistribution).map(Path::toAbsolutePath);
  }

  private static Optional<Path> ofEnvironment() {
    return Optional.ofNullable(System.getenv("MILLRACE_PLUGINS"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  private static Optional<Path> ofDistribution() {
    return Optional.ofNullable(System.getProperty("millrace.home"))
        .map(home -> Path.of(home, "plugins"));
  }

  /**
   * Loads what is there.
   *
   * @throws StartException if the folder cannot be read
   */
  void load() {
    Optional<Path> folder = folder(config);
    if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
      LOG.warn(
          "load plugins: {} (expected: a folder with plugin jars); the server can do nothing",
          folder.map(path -> path + " is no folder").orElse("no folder is configured"));
      return;
    }
    LOG.info("load plugins: {}", folder.get());
    try {
      failures.addAll(parts.plugins().load(folder.get()));
    } catch (IOException e) {
      throw new StartException("plugins folder " + folder.get() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Starts them and takes what they bring.
   *
   * @throws StartException if one that is required is missing
   */
  void start() {
    failures.addAll(parts.plugins().start(services, contributions));
    requirePlugins();
  }

  /** Changes the plugins when they have been started. */
  PluginUpdater updater() {
    PluginUpdater updater = new PluginUpdater(parts.plugins(), services, contributions);
    folder(config).ifPresent(folder -> updater.know(folder, parts.plugins().seen()));
    return updater;
  }

  /** The folder to be watched; empty if that is not wanted, or there is none. */
  Optional<PluginFolder> watched() {
    return folder(config)
        .filter(folder -> config.administration().pluginsWatch())
        .map(
            folder ->
                new PluginFolder(
                    folder, parts.plugins().seen(), PluginWatch.PATIENCE, System::nanoTime));
  }

  private ConfigNode.Table settings(String pluginId) {
    ConfigNode.Table table = hosting.config().plugins().get(pluginId);
    return table == null ? ConfigNode.Table.empty(ConfigLocation.NONE) : table;
  }

  private void requirePlugins() {
    List<String> there = parts.plugins().plugins().stream().map(LoadedPlugin::id).toList();
    String missing =
        config.requiredPlugins().stream()
            .filter(id -> !there.contains(id))
            .map(this::explain)
            .collect(Collectors.joining(System.lineSeparator()));
    if (!missing.isEmpty()) {
      throw new StartException(missing);
    }
  }

  private String explain(String id) {
    return failures.stream()
        .filter(failure -> failure.id().equals(id))
        .findFirst()
        .map(failure -> "required " + failure)
        .orElseGet(
            () ->
                "required plugin %s: missing (expected: its jar in %s)"
                    .formatted(id, folder(config).map(Path::toString).orElse("a plugins folder")));
  }
}
