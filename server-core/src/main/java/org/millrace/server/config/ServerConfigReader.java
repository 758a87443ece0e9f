package org.millrace.server.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.lua.LuaConfigLoader;
import org.millrace.server.lua.LuaLimits;

/**
 * Reads a configuration: evaluates the file, fills in defaults, makes paths absolute and validates
 * all that the host knows of. What only plugins know is left to {@link SettingsValidator}.
 *
 * <p>Relative paths start at the configuration's folder; those of an application that has an {@code
 * appDir} start there.
 */
public final class ServerConfigReader {
  private final ConfigProblems problems;
  private final Path baseDirectory;
  private final TableReader root;
  private final Map<String, List<Path>> addedFolders;

  private ServerConfigReader(
      Path file,
      ConfigNode.Table root,
      ConfigProblems problems,
      Map<String, List<Path>> addedFolders) {
    this.addedFolders = addedFolders;
    this.problems = problems;
    this.baseDirectory = Objects.requireNonNull(file.getParent(), "folder");
    this.root = new TableReader(root, problems);
  }

  /**
   * Reads a configuration.
   *
   * @param file the Lua file
   * @param problems takes all that is found, warnings included
   * @return the configuration
   * @throws InvalidConfigException if there are errors
   */
  public static ServerConfig read(Path file, ConfigProblems problems) {
    return read(file, problems, Map.of());
  }

  /**
   * As {@link #read(Path, ConfigProblems)}, with more folders to look for files in.
   *
   * @param file the Lua file
   * @param problems takes all that is found, warnings included
   * @param addedFolders by the names of applications: looked into behind those of {@code
   *     mediaStorage}
   * @return the configuration
   * @throws InvalidConfigException if there are errors
   */
  public static ServerConfig read(
      Path file, ConfigProblems problems, Map<String, List<Path>> addedFolders) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      ConfigNode.Table root = LuaConfigLoader.load(absolute);
      ServerConfig config =
          new ServerConfigReader(absolute, root, problems, addedFolders).read(absolute);
      problems.throwIfInvalid();
      return config;
    } catch (ConfigException e) {
      problems.error(e);
      throw new InvalidConfigException(problems);
    }
  }

  /**
   * A configuration without a file: every default, and no application.
   *
   * @param folder where relative paths start
   * @return the configuration
   */
  public static ServerConfig defaults(Path folder) {
    Path file = folder.toAbsolutePath().normalize().resolve("none.lua");
    ConfigNode.Table root = ConfigNode.Table.empty(ConfigLocation.NONE);
    return new ServerConfigReader(file, root, new ConfigProblems(), Map.of()).read(file);
  }

  private ServerConfig read(Path file) {
    LegacyKeys legacy = new LegacyKeys();
    UnknownKeys.warn(root.table(), ServerSettings.ALL, LegacyKeys.ROOT, problems);
    legacy.note(root.table(), LegacyKeys.ROOT);
    TableReader limits = root.on(root.get(ServerSettings.LIMITS));
    UnknownKeys.warn(limits.table(), LimitsSettings.ALL, Map.of(), problems);
    ServerConfig config =
        new ServerConfig(
            file,
            baseDirectory,
            new LogAppenderReader(baseDirectory, problems, legacy).read(root),
            applications(limits, legacy),
            LimitsSettings.read(limits),
            io(),
            root.find(ServerSettings.PLUGINS_DIRECTORY).map(this::absolute),
            plugins(),
            root.get(ServerSettings.REQUIRED_PLUGINS),
            root.get(ServerSettings.DRAIN_TIMEOUT),
            administration(),
            new WatchdogConfig(
                limits.get(LimitsSettings.LOOP_BLOCK_LIMIT),
                root.find(ServerSettings.LEAK_DETECTION)));
    legacy.report(problems);
    return config;
  }

  private List<ApplicationConfig> applications(TableReader limits, LegacyKeys legacy) {
    LuaLimits hookLimits = LimitsSettings.readHookLimits(limits);
    return new ApplicationsReader(baseDirectory, problems, legacy, hookLimits, addedFolders)
        .read(root);
  }

  private IoConfig io() {
    int loops = root.get(ServerSettings.INSTANCES_COUNT);
    return new IoConfig(
        root.get(ServerSettings.IO_TRANSPORT),
        loops > 0 ? loops : Runtime.getRuntime().availableProcessors(),
        root.get(ServerSettings.FILE_THREADS),
        root.get(ServerSettings.ACCEPT_BACKLOG),
        root.get(ServerSettings.REUSE_PORT));
  }

  private AdministrationConfig administration() {
    return new AdministrationConfig(
        root.get(ServerSettings.PLUGINS_WATCH),
        root.get(ServerSettings.LOG_LINES),
        root.get(ServerSettings.CONTROL),
        root.find(ServerSettings.CONTROL_SOCKET).map(this::absolute));
  }

  private Map<String, ConfigNode.Table> plugins() {
    Map<String, ConfigNode.Table> tables = new LinkedHashMap<>();
    root.get(ServerSettings.PLUGINS)
        .values()
        .forEach(
            (id, node) -> {
              if (node instanceof ConfigNode.Table table) {
                tables.put(id, table);
              } else {
                problems.error(node.location(), node + " (expected: a table)");
              }
            });
    return tables;
  }

  private Path absolute(Path path) {
    return baseDirectory.resolve(path).normalize();
  }
}
