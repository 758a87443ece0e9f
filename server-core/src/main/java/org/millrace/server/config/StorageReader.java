package org.millrace.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/** Reads an application's {@code mediaStorage}, and its obsolete {@code mediaFolder}. */
final class StorageReader {
  private static final String OBSOLETE_NAME = "__obsolete__mediaFolder";

  private final TableReader application;
  private final TableReader table;
  private final Path directory;
  private final LegacyKeys legacy;

  StorageReader(TableReader application, Path directory, LegacyKeys legacy) {
    this.application = application;
    this.table = application.on(application.get(ApplicationSettings.MEDIA_STORAGE));
    this.directory = directory;
    this.legacy = legacy;
  }

  Optional<Path> recordedStreamsStorage() {
    Optional<Path> folder =
        table.find(StorageSettings.RECORDED_STREAMS_STORAGE).map(this::absolute);
    if (folder.isPresent() && Files.exists(folder.get()) && !Files.isDirectory(folder.get())) {
      table
          .problems()
          .error(
              table.locationOf(StorageSettings.RECORDED_STREAMS_STORAGE),
              '"' + folder.get().toString() + "\" (expected: a folder)");
    }
    return folder;
  }

  /** In alphabetical order of their names, as crtmpserver looks them up. */
  List<StorageConfig> storages() {
    legacy.note(table.table(), LegacyKeys.MEDIA_STORAGE);
    List<StorageConfig> storages = new ArrayList<>();
    table
        .table()
        .values()
        .forEach(
            (key, node) -> {
              boolean isStorage =
                  !key.equals(StorageSettings.RECORDED_STREAMS_STORAGE.name())
                      && !LegacyKeys.MEDIA_STORAGE.containsKey(key);
              if (isStorage) {
                storage(key, node).ifPresent(storages::add);
              }
            });
    int number = 0;
    for (ConfigNode node : table.table().items()) {
      number++;
      storage("storage" + number, node).ifPresent(storages::add);
    }
    obsolete().ifPresent(storages::add);
    storages.sort(Comparator.comparing(StorageConfig::name));
    return storages;
  }

  private Optional<StorageConfig> storage(String key, ConfigNode node) {
    if (!(node instanceof ConfigNode.Table storage)) {
      table.problems().error(node.location(), node + " (expected: a table)");
      return Optional.empty();
    }
    UnknownKeys.warn(storage, StorageSettings.OF_STORAGE, LegacyKeys.STORAGE, table.problems());
    legacy.note(storage, LegacyKeys.STORAGE);
    TableReader reader = table.on(storage);
    String name = reader.find(StorageSettings.NAME).orElse(key);
    return reader
        .require(StorageSettings.MEDIA_FOLDER)
        .map(this::absolute)
        .filter(folder -> isThere(folder, reader, StorageSettings.MEDIA_FOLDER))
        .map(
            folder ->
                new StorageConfig(name, folder, reader.get(StorageSettings.DESCRIPTION), storage));
  }

  private Optional<StorageConfig> obsolete() {
    Optional<String> written = application.find(ApplicationSettings.MEDIA_FOLDER);
    ConfigNode.Table empty = ConfigNode.Table.empty(table.table().location());
    return written
        .map(text -> absolute(Path.of(text.isEmpty() ? "media" : text)))
        .filter(folder -> isThere(folder, application, ApplicationSettings.MEDIA_FOLDER))
        .map(folder -> new StorageConfig(OBSOLETE_NAME, folder, "", empty));
  }

  /** crtmpserver's samples name folders of other machines, so this is no error. */
  private static boolean isThere(Path folder, TableReader reader, Setting<?> setting) {
    if (Files.isDirectory(folder)) {
      return true;
    }
    reader
        .problems()
        .warn(
            reader.locationOf(setting),
            '"' + folder.toString() + "\" is left out: there is no such folder");
    return false;
  }

  private Path absolute(Path path) {
    return directory.resolve(path).normalize();
  }
}
