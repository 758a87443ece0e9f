package org.millrace.samplefactory.download;

import java.util.concurrent.CompletionStage;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.protocol.ConnectionContext;

/** Fetches the files of its settings, one connection for each. */
final class DownloadApplication implements Application {
  private final ApplicationContext context;
  private final DownloadSettings settings;

  DownloadApplication(ApplicationContext context) {
    this.context = context;
    this.settings = DownloadSettings.of(context);
  }

  @Override
  public void start() {
    settings.downloads().forEach(this::begin);
  }

  private void begin(Download download) {
    context
        .plugin()
        .connector()
        .connect(
            DownloadProtocol.CHAIN,
            download.address(),
            context.name(),
            ConfigNode.Table.empty(ConfigLocation.NONE))
        .thenCompose(connection -> fetch(connection, download))
        .whenComplete((bytes, failure) -> ended(download, bytes, failure));
  }

  private CompletionStage<Long> fetch(ConnectionContext connection, Download download) {
    PartFile file =
        new PartFile(download.folder(), download.file(), context.plugin().fileLoops().next());
    return connection
        .channel()
        .pipeline()
        .get(DownloadHandler.class)
        .fetch(download, file, settings.maxBytes(), settings.timeout());
  }

  private void ended(Download download, @Nullable Long bytes, @Nullable Throwable failure) {
    Logger log = context.log();
    if (failure == null) {
      log.info("{} is downloaded to {}: {} bytes", download.uri(), download.file(), bytes);
    } else {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      log.warn("{} is not downloaded: {}", download.uri(), cause.getMessage());
    }
  }
}
