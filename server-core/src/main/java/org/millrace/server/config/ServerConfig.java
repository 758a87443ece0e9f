package org.millrace.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;

/**
 * The whole configuration, normalised and validated but for the keys that only plugins know.
 *
 * @param file the Lua file, absolute
 * @param baseDirectory its folder: relative paths start here
 * @param logAppenders where log lines go; bad entries are left out already
 * @param applications in the order of the file; names and aliases are unique
 * @param limits limits of the whole server
 * @param io transport and threads
 * @param pluginsDirectory where plugins are looked for, if the configuration says so; absolute
 * @param plugins the tables of {@code configuration.plugins}, by plugin id
 * @param requiredPlugins ids of plugins without which the server does not start
 * @param drainTimeout how long a stopping server waits for its connections
 * @param administration how it can be changed while it runs
 * @param watchdog how plugins are watched
 */
public record ServerConfig(
    Path file,
    Path baseDirectory,
    List<LogAppenderConfig> logAppenders,
    List<ApplicationConfig> applications,
    LimitsConfig limits,
    IoConfig io,
    Optional<Path> pluginsDirectory,
    Map<String, ConfigNode.Table> plugins,
    List<String> requiredPlugins,
    Duration drainTimeout,
    AdministrationConfig administration,
    WatchdogConfig watchdog) {
  public ServerConfig {
    logAppenders = List.copyOf(logAppenders);
    applications = List.copyOf(applications);
    plugins = Map.copyOf(plugins);
    requiredPlugins = List.copyOf(requiredPlugins);
  }

  /**
   * This configuration, for a server that runs already.
   *
   * @param running what it was started with
   * @return with that one's values for what cannot change while a server runs
   */
  public ServerConfig withUnchangeable(ServerConfig running) {
    return new ServerConfig(
        file,
        baseDirectory,
        logAppenders,
        applications,
        limits,
        running.io,
        running.pluginsDirectory,
        plugins,
        requiredPlugins,
        drainTimeout,
        running.administration,
        watchdog);
  }
}
