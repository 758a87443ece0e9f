package org.millrace.server.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A folder of jars that is looked at again and again, and tells of a change when it is complete: a
 * file counts when it is as it was at the last look and is a whole jar, one that has gone when it
 * is missing for the second time and nothing is being copied. So a half-copied file is waited for,
 * and a file that is deleted and written anew has not gone.
 *
 * <p>Looking is cheaper than being told: the events of the system differ between systems, are
 * missing on network folders, and do not tell of the end of a copy.
 *
 * <p>Used by one thread.
 */
public final class PluginFolder {
  private static final Logger LOG = LogManager.getLogger(PluginFolder.class);

  private final Path folder;
  private final Duration patience;
  private final LongSupplier clock;
  private Map<Path, FileStamp> settled;
  private Map<Path, Sight> last = new HashMap<>();
  private String problem = "";

  /**
   * A file as it was seen.
   *
   * @param since when it began to be so
   */
  private record Sight(FileStamp stamp, long since) {}

  /**
   * A folder.
   *
   * @param folder absolute
   * @param known the states that are known
   * @param patience for how long a file that is no whole jar, and does not change, is waited for
   * @param clock nanoseconds
   */
  public PluginFolder(
      Path folder, Map<Path, FileStamp> known, Duration patience, LongSupplier clock) {
    this.folder = folder;
    this.settled = new TreeMap<>(known);
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Which folder.
   *
   * @return absolute
   */
  public Path path() {
    return folder;
  }

  /**
   * Looks at the folder.
   *
   * @return the jars and their states if something has changed since the last time that it was told
   */
  public Optional<Map<Path, FileStamp>> look() {
    Map<Path, Sight> now;
    try {
      now = sights();
      problem = "";
    } catch (IOException e) {
      warn(e);
      return Optional.empty();
    }
    Map<Path, FileStamp> next = new TreeMap<>();
    boolean copying = false;
    for (Map.Entry<Path, Sight> entry : now.entrySet()) {
      Path file = entry.getKey();
      FileStamp before = settled.get(file);
      if (entry.getValue().stamp().equals(before) || hasSettled(file, entry.getValue())) {
        next.put(file, entry.getValue().stamp());
      } else {
        copying = true;
        if (before != null) {
          next.put(file, before);
        }
      }
    }
    keepWhatMayComeBack(now, next, copying);
    last = now;
    if (next.equals(settled)) {
      return Optional.empty();
    }
    settled = next;
    return Optional.of(Map.copyOf(next));
  }

  private Map<Path, Sight> sights() throws IOException {
    Map<Path, Sight> now = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      for (Path file : files) {
        Sight sight = sight(file);
        if (sight != null) {
          now.put(file, sight);
        }
      }
    }
    return now;
  }

  private @Nullable Sight sight(Path file) throws IOException {
    try {
      FileStamp stamp = FileStamp.of(file);
      Sight before = last.get(file);
      return before != null && before.stamp().equals(stamp)
          ? before
          : new Sight(stamp, clock.getAsLong());
    } catch (NoSuchFileException e) {
      // Deleted since the folder was read.
      return null;
    }
  }

  private boolean hasSettled(Path file, Sight sight) {
    Sight before = last.get(file);
    if (before == null || !before.stamp().equals(sight.stamp())) {
      return false;
    }
    return clock.getAsLong() - sight.since() >= patience.toNanos() || WholeJar.is(file);
  }

  private void keepWhatMayComeBack(
      Map<Path, Sight> now, Map<Path, FileStamp> next, boolean copying) {
    settled.forEach(
        (file, stamp) -> {
          boolean justGone = last.containsKey(file) || copying;
          if (!now.containsKey(file) && justGone) {
            next.put(file, stamp);
          }
        });
  }

  /** A folder that cannot be read is no reason to unload everything. */
  private void warn(IOException e) {
    String text = e.toString();
    if (!text.equals(problem)) {
      problem = text;
      LOG.warn("plugins folder {} cannot be read; nothing is unloaded: {}", folder, text);
    }
  }
}
