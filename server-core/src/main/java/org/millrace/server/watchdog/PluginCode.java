package org.millrace.server.watchdog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which code belongs to which plugin. Classes are told by their loaders; frames of a stack have but
 * the names of their modules, which outlive an unloaded plugin here, so that what it has left
 * behind is still called by its name. Safe for use by any thread.
 */
public final class PluginCode {
  private static final @Nullable ClassLoader HOST = PluginCode.class.getClassLoader();

  private final Map<ClassLoader, String> loaders = new ConcurrentHashMap<>();

  /** Two plugins may have the same library inside. */
  private final Map<String, Set<String>> modules = new ConcurrentHashMap<>();

  /**
   * A plugin is about to run.
   *
   * @param pluginId the plugin
   * @param itsLoaders define its classes, and those of its private libraries
   * @param itsModules the names of its modules
   */
  public void add(String pluginId, Set<ClassLoader> itsLoaders, Set<String> itsModules) {
    modules.values().forEach(owners -> owners.remove(pluginId));
    modules.values().removeIf(Set::isEmpty);
    itsModules.forEach(
        module ->
            modules.computeIfAbsent(module, name -> ConcurrentHashMap.newKeySet()).add(pluginId));
    itsLoaders.forEach(loader -> loaders.put(loader, pluginId));
  }

  /**
   * A plugin never runs again: its class loaders are held no longer.
   *
   * @param pluginId the plugin
   */
  public void removeOf(String pluginId) {
    loaders.values().removeIf(pluginId::equals);
  }

  /**
   * The plugin that a class belongs to.
   *
   * @param type any class
   * @return null for those of the host, of the JDK, and of plugins that are unloaded
   */
  public @Nullable String ownerOf(Class<?> type) {
    return ownerOf(type.getClassLoader());
  }

  /**
   * The plugin that a class loader belongs to.
   *
   * @param loader null for the JDK's own
   * @return null if it is no plugin's
   */
  public @Nullable String ownerOf(@Nullable ClassLoader loader) {
    return loader == null || loader == HOST ? null : loaders.get(loader);
  }

  /**
   * Whether a class is of a plugin that has been unloaded.
   *
   * @param type any class
   * @return false for those of the host and of the JDK
   */
  public boolean isGone(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null
        && loader != HOST
        && !loaders.containsKey(loader)
        && type.getModule().isNamed()
        && modules.containsKey(type.getModule().getName());
  }

  /**
   * The plugin whose code is running, or ran last.
   *
   * @param stack innermost frame first
   * @return its id, or the ids of those that have such a library
   */
  public Optional<String> ownerOf(StackTraceElement[] stack) {
    return ownerOf(Arrays.stream(stack).map(StackTraceElement::getModuleName).toList());
  }

  /**
   * The plugin whose code has failed: where the first of all causes comes from, if that tells.
   *
   * @param failure what was thrown
   * @return its id, or the ids of those that have such a library
   */
  public Optional<String> ownerOf(Throwable failure) {
    Throwable cause = failure.getCause();
    Optional<String> inner = cause == null || cause == failure ? Optional.empty() : ownerOf(cause);
    return inner.isPresent() ? inner : ownerOf(failure.getStackTrace());
  }

  /** The owner of the first of some modules that has one; null stands for no module. */
  Optional<String> ownerOf(List<@Nullable String> names) {
    List<Set<String>> owners =
        names.stream().filter(Objects::nonNull).map(modules::get).filter(Objects::nonNull).toList();
    return owners.stream()
        .filter(ids -> ids.size() == 1)
        .findFirst()
        .or(() -> owners.stream().findFirst())
        .map(ids -> String.join(" or ", ids.stream().sorted().toList()));
  }
}
