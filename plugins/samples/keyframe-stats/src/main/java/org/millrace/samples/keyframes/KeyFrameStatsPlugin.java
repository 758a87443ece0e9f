package org.millrace.samples.keyframes;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;

/** Contributes nothing: it listens. */
public final class KeyFrameStatsPlugin implements MillracePlugin {
  private static final Setting<String> URL =
      Setting.text("url", null, "The database: jdbc:h2: and the path of its file.");

  private static final Setting<Integer> QUEUE_LENGTH =
      Setting.integer(
          "queueLength",
          10_000,
          1,
          1_000_000,
          "Rows that may wait for the database, each 200 bytes.");

  private @Nullable Database database;
  private @Nullable GroupQueue queue;

  @Override
  public List<Setting<?>> settings() {
    return List.of(URL, QUEUE_LENGTH);
  }

  @Override
  public void start(PluginContext context) {
    Database opened = open(context.settings());
    GroupQueue started =
        new GroupQueue(QUEUE_LENGTH.read(context.settings()), opened::write, context.log());
    database = opened;
    queue = started;
    StreamWatcher.watch(context, started::add);
  }

  private static Database open(ConfigNode.Table settings) {
    String url = URL.read(settings);
    try {
      return Database.open(url);
    } catch (SQLException e) {
      throw new ConfigException(settings.location().key(URL.name()), url + ": " + e.getMessage());
    }
  }

  @Override
  public void stop() {
    if (queue != null) {
      queue.close();
    }
    if (database != null) {
      close(database);
    }
  }

  private static void close(Database open) {
    try {
      open.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be closed", e);
    }
  }
}
