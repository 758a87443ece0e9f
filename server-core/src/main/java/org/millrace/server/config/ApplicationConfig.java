package org.millrace.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;

/**
 * One entry of {@code applications}.
 *
 * @param name unique among all names and aliases
 * @param type which factory makes it; the name unless said otherwise
 * @param aliases other names, unique among all names and aliases
 * @param isDefault takes the connections that name no application
 * @param directory {@code appDir}, absolute: the application's relative paths start here
 * @param acceptors in the order of the file
 * @param storages where files are played from, in alphabetical order of their names
 * @param recordedStreamsStorage where recordings go; empty if nothing is to be recorded
 * @param fileSources files that are published as live streams
 * @param stream how its streams are kept and handed out
 * @param naming under which names its streams can be had
 * @param hooks functions of the configuration that are asked
 * @param table everything that was written, for the application's own settings
 */
public record ApplicationConfig(
    String name,
    String type,
    List<String> aliases,
    boolean isDefault,
    Path directory,
    List<AcceptorConfig> acceptors,
    List<StorageConfig> storages,
    Optional<Path> recordedStreamsStorage,
    List<FileSourceConfig> fileSources,
    StreamPolicyConfig stream,
    NamingConfig naming,
    HookConfig hooks,
    ConfigNode.Table table) {
  public ApplicationConfig {
    aliases = List.copyOf(aliases);
    acceptors = List.copyOf(acceptors);
    storages = List.copyOf(storages);
    fileSources = List.copyOf(fileSources);
  }

  /**
   * Functions of the configuration that are called before the application's own hooks.
   *
   * @param timeout what a decision may take, whoever makes it
   * @param failure what becomes of a client whose hook makes none
   * @param functions by their names
   */
  public record HookConfig(
      Duration timeout, HookFailure failure, Map<HookName, ConfigNode.Function> functions) {
    public HookConfig {
      functions = Map.copyOf(functions);
    }
  }
}
