package org.millrace.server.plugin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Remembers what has been unloaded for as long as something of it is left, and tells once of each
 * plugin that left threads behind. Safe for use by any thread.
 */
public final class UnloadedPlugins {
  private static final Logger LOG = LogManager.getLogger(UnloadedPlugins.class);

  /** More are not watched: whoever leaks as many knows. */
  private static final int MAX_WATCHED = 100;

  private final Deque<UnloadedPlugin> watched = new ArrayDeque<>();
  private final Deque<UnloadedPlugin> fresh = new ArrayDeque<>();

  UnloadedPlugins() {}

  synchronized void add(UnloadedPlugin plugin) {
    removeCollected();
    if (watched.size() == MAX_WATCHED) {
      watched.removeFirst();
    }
    watched.addLast(plugin);
    fresh.addLast(plugin);
  }

  /**
   * Warns of threads that were left behind, once.
   *
   * @param grace how long ago their plugins have been unloaded
   */
  public void reportThreads(Duration grace) {
    for (UnloadedPlugin plugin : due(grace)) {
      for (String thread : plugin.threads()) {
        LOG.warn("plugin {} was unloaded and left a thread running: {}", plugin.name(), thread);
      }
    }
  }

  private synchronized List<UnloadedPlugin> due(Duration grace) {
    long now = System.nanoTime();
    List<UnloadedPlugin> due = new ArrayList<>();
    while (!fresh.isEmpty() && fresh.peek().isOlderThan(grace, now)) {
      due.add(fresh.remove());
    }
    return due;
  }

  /**
   * Names of those whose classes are in memory yet: until the next garbage collection, or leaked.
   */
  synchronized List<String> inMemory() {
    removeCollected();
    return watched.stream().map(UnloadedPlugin::name).toList();
  }

  private void removeCollected() {
    watched.removeIf(plugin -> !plugin.isInMemory());
  }
}
