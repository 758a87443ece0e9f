package org.millrace.server.config;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.Setting;

/** The keys of an entry of an application's {@code fileSources}. */
final class FileSourceSettings {
  static final Setting<Path> FILE =
      Setting.path(
          "file", "The file; if relative, it is looked for in the application's media folders.");

  static final Setting<String> STREAM_NAME =
      Setting.text("streamName", null, "The stream that it is published as.");

  static final Setting<Boolean> LOOP =
      Setting.flag("loop", false, "Whether it starts over at its end.");

  static final List<Setting<?>> ALL = List.of(FILE, STREAM_NAME, LOOP);

  private FileSourceSettings() {}
}
