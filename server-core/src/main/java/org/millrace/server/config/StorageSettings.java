package org.millrace.server.config;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.Setting;

/** The keys of an application's {@code mediaStorage}, and of the storages in it. */
final class StorageSettings {
  /** Stands beside the storages. */
  static final Setting<Path> RECORDED_STREAMS_STORAGE =
      Setting.path(
              "recordedStreamsStorage",
              "The folder that recordings are written to; without it nothing is recorded.")
          .optional();

  static final Setting<Path> MEDIA_FOLDER =
      Setting.path("mediaFolder", "The folder; if it is not there, the storage is left out.");

  static final Setting<String> DESCRIPTION = Setting.text("description", "", "For people.");

  static final Setting<String> NAME =
      Setting.text("name", null, "Its name, if it has no key.").optional();

  static final List<Setting<?>> OF_STORAGE = List.of(MEDIA_FOLDER, DESCRIPTION, NAME);

  private StorageSettings() {}
}
