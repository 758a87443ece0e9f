package org.millrace.server;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.millrace.server.plugin.PluginFolder;
import org.millrace.server.plugin.PluginUpdater;

/**
 * Looks at the plugins folder twice in a second, on a thread of its own, and has the plugins follow
 * its changes.
 */
final class PluginWatch implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(PluginWatch.class);

  /** A jar counts at the second look, so that it is there within two of these. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** How long a copy may stand still. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PluginFolder folder;
  private final PluginUpdater updater;
  private final Operations operations;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread looking = new Thread(task, "millrace-plugins-watch");
            looking.setDaemon(true);
            return looking;
          });

  PluginWatch(PluginFolder folder, PluginUpdater updater, Operations operations) {
    this.folder = folder;
    this.updater = updater;
    this.operations = operations;
  }

  /** Begins to look. */
  void start() {
    long interval = INTERVAL.toMillis();
    thread.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    LOG.info("plugins folder {} is watched", folder.path());
  }

  private void look() {
    try {
      folder
          .look()
          .ifPresent(
              jars ->
                  operations.call(
                      "plugins folder",
                      () -> {
                        updater.follow(folder.path(), jars);
                        return true;
                      }));
    } catch (CancellationException e) {
      LOG.debug("not looked at any more: {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("plugins folder {}", folder.path(), e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
