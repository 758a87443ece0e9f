package org.millrace.server;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.config.ConfigDifference;
import org.millrace.server.config.ConfigProblems;
import org.millrace.server.config.InvalidConfigException;
import org.millrace.server.config.ServerConfig;
import org.millrace.server.config.ServerConfigReader;

/**
 * Brings a running server in line with its configuration as it is now. First all of it is read and
 * checked, and refused whole if anything is wrong; then what has changed is touched, and nothing
 * else. Used once, when nothing else is done to the server.
 */
final class ConfigReload {
  private static final Logger LOG = LogManager.getLogger(ConfigReload.class);

  private final ServerConfig before;
  private final ServerParts parts;
  private final Hosting hosting;

  ConfigReload(ServerConfig before, ServerParts parts, Hosting hosting) {
    this.before = before;
    this.parts = parts;
    this.hosting = hosting;
  }

  /**
   * What is in force now.
   *
   * @param config the new configuration, but for what needs a restart
   * @param lines what has changed, for people
   */
  record Reloaded(ServerConfig config, List<String> lines) {
    Reloaded {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Reads the configuration's file again.
   *
   * @throws InvalidConfigException with all errors, if it cannot be used; nothing is touched then
   */
  Reloaded run() {
    ConfigProblems problems = new ConfigProblems();
    ServerConfig read;
    try {
      read = read(problems);
    } finally {
      problems.warnings().forEach(problem -> LOG.warn("{}", problem));
    }
    List<String> lines = new ArrayList<>();
    ServerConfig after = read.withUnchangeable(before);
    limits(after, lines);
    lines.addAll(hosting.reconfigure(after));
    ConfigDifference.plugins(before, after)
        .forEach(
            id ->
                lines.add(
                    "plugins.%1$s: takes effect when the plugin is loaded again (millrace plugin reload %1$s)"
                        .formatted(id)));
    List<String> restart = ConfigDifference.restartKeys(before, read);
    if (!restart.isEmpty()) {
      lines.add("left as they were, they need a restart: " + String.join(", ", restart));
    }
    return new Reloaded(after, lines);
  }

  /**
   * Reads the configuration's file without touching anything.
   *
   * @return everything that is wrong or odd
   */
  ConfigProblems check() {
    ConfigProblems problems = new ConfigProblems();
    try {
      read(problems);
    } catch (InvalidConfigException e) {
      return e.problems();
    }
    return problems;
  }

  private ServerConfig read(ConfigProblems problems) {
    ServerConfig read =
        ServerConfigReader.read(before.file(), problems, parts.storages().folders());
    SettingsCheck check = new SettingsCheck(read);
    check.plugins(parts.plugins().plugins(), problems);
    check.applications(parts.types(), parts.protocols(), problems);
    hosting.checkPorts(read.applications(), problems);
    problems.throwIfInvalid();
    return read;
  }

  private void limits(ServerConfig after, List<String> lines) {
    if (!after.limits().equals(before.limits())) {
      parts.io().limits(after.limits());
      parts.router().maxStreamNameLength(after.limits().maxStreamNameLength());
      parts
          .naming()
          .limits(after.limits().maxStreamAliases(), after.limits().maxStreamNameLength());
      parts.storages().limit(after.limits().maxMediaStorages());
      parts.recordings().maxLag(after.limits().recordingMaxLag());
      lines.add("limits: changed");
    }
    if (!after.drainTimeout().equals(before.drainTimeout())) {
      lines.add("drainTimeout: changed");
    }
  }
}
