package org.millrace.samplefactory.download;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * Settings of an application that downloads.
 *
 * @param downloads what to fetch
 * @param maxBytes length of the longest file
 * @param timeout how long a server may send nothing
 */
record DownloadSettings(List<Download> downloads, long maxBytes, Duration timeout) {
  private static final Setting<List<ConfigNode.Table>> DOWNLOADS =
      Setting.tables("downloads", "Files to fetch when the application starts.", Download.SETTINGS);

  private static final Setting<Path> DOWNLOAD_FOLDER =
      Setting.path("downloadFolder", "Where they are written; required if there are downloads.")
          .optional();

  private static final Setting<Long> MAX_DOWNLOAD_BYTES =
      Setting.bytes("maxDownloadBytes", 1L << 30, 0, 1L << 50, "Length of the longest file.");

  private static final Setting<Duration> DOWNLOAD_TIMEOUT =
      Setting.duration(
          "downloadTimeout",
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofHours(1),
          "How long the other server may send nothing.");

  static final List<Setting<?>> ALL =
      List.of(DOWNLOADS, DOWNLOAD_FOLDER, MAX_DOWNLOAD_BYTES, DOWNLOAD_TIMEOUT);

  static DownloadSettings of(ApplicationContext context) {
    ConfigNode.Table settings = context.settings();
    List<ConfigNode.Table> tables = DOWNLOADS.read(settings);
    return new DownloadSettings(
        tables.isEmpty() ? List.of() : downloads(context, tables),
        MAX_DOWNLOAD_BYTES.read(settings),
        DOWNLOAD_TIMEOUT.read(settings));
  }

  private static List<Download> downloads(
      ApplicationContext context, List<ConfigNode.Table> tables) {
    Path folder = context.resolve(DOWNLOAD_FOLDER.required().read(context.settings()));
    return tables.stream().map(table -> Download.of(table, folder)).toList();
  }
}
