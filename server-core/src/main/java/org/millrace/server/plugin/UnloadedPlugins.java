package org.millrace.server.plugin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Remembers what has been unloaded for as long as something of it is left, and tells once of each
 * plugin that left threads behind.
 */
final class UnloadedPlugins {
  private static final Logger LOG = LogManager.getLogger(UnloadedPlugins.class);

  /** More are not watched: whoever leaks as many knows. */
  private static final int MAX_WATCHED = 100;

  private final Deque<UnloadedPlugin> watched = new ArrayDeque<>();
  private final Deque<UnloadedPlugin> fresh = new ArrayDeque<>();

  synchronized void add(UnloadedPlugin plugin) {
    removeCollected();
    if (watched.size() == MAX_WATCHED) {
      watched.removeFirst();
    }
    watched.addLast(plugin);
    fresh.addLast(plugin);
  }

  /** Warns of threads of what was unloaded a while ago, once. */
  synchronized void reportThreads(Duration grace) {
    long now = System.nanoTime();
    while (!fresh.isEmpty() && fresh.peek().isOlderThan(grace, now)) {
      UnloadedPlugin plugin = fresh.remove();
      for (String thread : plugin.threads()) {
        LOG.warn("plugin {} was unloaded and left a thread running: {}", plugin.name(), thread);
      }
    }
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
