package org.millrace.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.server.config.ApplicationConfig.HookConfig;
import org.millrace.server.lua.LuaFunctionBody;
import org.millrace.server.lua.LuaLimits;

/** Reads one application. */
final class ApplicationReader {
  private final Path baseDirectory;
  private final Path rootDirectory;
  private final LegacyKeys legacy;
  private final LuaLimits hookLimits;
  private final Map<String, List<Path>> addedFolders;

  ApplicationReader(
      Path baseDirectory,
      Path rootDirectory,
      LegacyKeys legacy,
      LuaLimits hookLimits,
      Map<String, List<Path>> addedFolders) {
    this.baseDirectory = baseDirectory;
    this.rootDirectory = rootDirectory;
    this.legacy = legacy;
    this.hookLimits = hookLimits;
    this.addedFolders = addedFolders;
  }

  /** The application; empty if it has no usable name. */
  Optional<ApplicationConfig> read(TableReader table) {
    legacy.note(table.table(), LegacyKeys.APPLICATION);
    Optional<String> name = table.require(ApplicationSettings.NAME);
    Path directory =
        table
            .find(ApplicationSettings.APP_DIR)
            .map(appDir -> rootDirectory.resolve(appDir).normalize())
            .orElse(baseDirectory);
    StorageReader storages = new StorageReader(table, directory, legacy);
    List<StorageConfig> mediaStorages = storages.storages();
    return name.map(
        text ->
            new ApplicationConfig(
                text,
                table.find(ApplicationSettings.TYPE).orElse(text),
                table.get(ApplicationSettings.ALIASES),
                table.get(ApplicationSettings.DEFAULT),
                directory,
                acceptors(table, directory),
                mediaStorages,
                storages.recordedStreamsStorage(),
                fileSources(table, folders(text, directory, mediaStorages)),
                StreamSettings.read(table),
                new NamingConfig(
                    table.get(ApplicationSettings.HAS_STREAM_ALIASES),
                    table.get(ApplicationSettings.HAS_INGEST_POINTS)),
                hooks(table),
                table.table()));
  }

  private List<AcceptorConfig> acceptors(TableReader table, Path directory) {
    List<AcceptorConfig> acceptors = new ArrayList<>();
    for (ConfigNode.Table acceptor : table.get(ApplicationSettings.ACCEPTORS)) {
      legacy.note(acceptor, LegacyKeys.ACCEPTOR);
      new AcceptorReader(table.on(acceptor), directory).read().ifPresent(acceptors::add);
    }
    return acceptors;
  }

  /** The media folders first, because that is where files to play are. */
  private List<Path> folders(String name, Path directory, List<StorageConfig> storages) {
    List<Path> folders =
        new ArrayList<>(storages.stream().map(StorageConfig::mediaFolder).toList());
    folders.addAll(addedFolders.getOrDefault(name, List.of()));
    folders.add(directory);
    return folders;
  }

  private static List<FileSourceConfig> fileSources(TableReader table, List<Path> folders) {
    List<FileSourceConfig> sources = new ArrayList<>();
    for (ConfigNode.Table entry : table.get(ApplicationSettings.FILE_SOURCES)) {
      TableReader source = table.on(entry);
      UnknownKeys.warn(entry, FileSourceSettings.ALL, Map.of(), table.problems());
      Optional<Path> file =
          source.require(FileSourceSettings.FILE).flatMap(path -> existing(source, path, folders));
      Optional<String> streamName = source.require(FileSourceSettings.STREAM_NAME);
      if (file.isPresent() && streamName.isPresent()) {
        boolean loop = source.get(FileSourceSettings.LOOP);
        sources.add(new FileSourceConfig(file.get(), streamName.get(), loop));
      }
    }
    return sources;
  }

  private static Optional<Path> existing(TableReader source, Path file, List<Path> folders) {
    Optional<Path> found =
        folders.stream()
            .map(folder -> folder.resolve(file).normalize())
            .filter(Files::isRegularFile)
            .findFirst();
    if (found.isEmpty()) {
      source
          .problems()
          .error(
              source.locationOf(FileSourceSettings.FILE),
              '"'
                  + file.toString()
                  + "\" (expected: a file, absolute or in one of "
                  + folders
                  + ")");
    }
    return found;
  }

  private HookConfig hooks(TableReader table) {
    Duration timeout = table.get(ApplicationSettings.HOOK_TIMEOUT);
    LuaLimits limits = hookLimits.withTime(timeout);
    Map<HookName, ConfigNode.Function> functions = new EnumMap<>(HookName.class);
    for (HookName name : HookName.values()) {
      table.find(name.setting()).ifPresent(it -> functions.put(name, within(limits, it)));
    }
    return new HookConfig(timeout, table.get(ApplicationSettings.HOOK_FAILURE), functions);
  }

  private static ConfigNode.Function within(LuaLimits limits, ConfigNode.Function function) {
    return function.body() instanceof LuaFunctionBody body
        ? new ConfigNode.Function(function.location(), body.within(limits))
        : function;
  }
}
