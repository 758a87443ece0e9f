package org.millrace.server.recording;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.RecorderProvider;

/** The file formats that plugins write and read, by file name extension. Thread-safe. */
public final class FileFormats {
  private final Map<String, Brought<RecorderProvider>> recorders = new HashMap<>();
  private final Map<String, Brought<MediaFileProvider>> readers = new HashMap<>();

  /** A provider and who brought it. */
  private record Brought<T>(String pluginId, T provider) {}

  /**
   * Adds what a plugin brings: all of it, or nothing if something is wrong with it.
   *
   * @param pluginId the plugin
   * @param writing its recording formats
   * @param reading the formats that it reads
   * @throws IllegalArgumentException if another plugin has brought such a format; the message names
   *     both
   */
  public synchronized void add(
      String pluginId, List<RecorderProvider> writing, List<MediaFileProvider> reading) {
    requireFree(pluginId, "recordings", writing, RecorderProvider::extensions, recorders);
    requireFree(pluginId, "media files", reading, MediaFileProvider::extensions, readers);
    put(pluginId, writing, RecorderProvider::extensions, recorders);
    put(pluginId, reading, MediaFileProvider::extensions, readers);
  }

  /**
   * Takes back what a plugin has brought.
   *
   * @param pluginId the plugin
   */
  public synchronized void remove(String pluginId) {
    recorders.values().removeIf(brought -> brought.pluginId().equals(pluginId));
    readers.values().removeIf(brought -> brought.pluginId().equals(pluginId));
  }

  /**
   * Finds who writes a format.
   *
   * @param extension without dot, in any case
   * @return empty if no plugin does
   */
  synchronized Optional<RecorderProvider> recorder(String extension) {
    return Optional.ofNullable(recorders.get(lower(extension))).map(Brought::provider);
  }

  /**
   * Finds who reads a format.
   *
   * @param extension without dot, in any case
   * @return empty if no plugin does
   */
  synchronized Optional<MediaFileProvider> reader(String extension) {
    return Optional.ofNullable(readers.get(lower(extension))).map(Brought::provider);
  }

  /**
   * All that write.
   *
   * @return a snapshot
   */
  synchronized Set<RecorderProvider> recorders() {
    return recorders.values().stream()
        .map(Brought::provider)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The extension of a file's name.
   *
   * @param name a file's name without its folders
   * @return without dot, in lower case; "" if it has none
   */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : lower(name.substring(dot + 1));
  }

  private static <T> void requireFree(
      String pluginId,
      String what,
      List<T> providers,
      Function<T, Set<String>> extensions,
      Map<String, Brought<T>> present) {
    for (String extension : extensions(providers, extensions)) {
      Brought<T> other = present.get(extension);
      if (other != null) {
        throw new IllegalArgumentException(
            what
                + " ."
                + extension
                + ": brought by plugins "
                + other.pluginId()
                + " and "
                + pluginId
                + " (expected: one)");
      }
    }
  }

  private static <T> void put(
      String pluginId,
      List<T> providers,
      Function<T, Set<String>> extensions,
      Map<String, Brought<T>> target) {
    for (T provider : providers) {
      for (String extension : extensions.apply(provider)) {
        target.put(lower(extension), new Brought<>(pluginId, provider));
      }
    }
  }

  private static <T> Collection<String> extensions(
      List<T> providers, Function<T, Set<String>> extensions) {
    return providers.stream()
        .flatMap(provider -> extensions.apply(provider).stream())
        .map(FileFormats::lower)
        .toList();
  }

  private static String lower(String extension) {
    return extension.toLowerCase(Locale.ROOT);
  }
}
