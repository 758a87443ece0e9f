package org.millrace.server.plugin;

/**
 * Where the host puts what plugins bring, and what is told of their coming and going. Called by the
 * thread that drives the plugin host.
 */
public interface ContributionRegistry {

  /**
   * Looks whether the configuration fits a plugin that comes while the server runs, before it is
   * started.
   *
   * @param plugin has been loaded
   * @throws RuntimeException if its settings cannot be used; the message says why
   */
  default void check(LoadedPlugin plugin) {}

  /**
   * Takes what a plugin brings, right after it has started.
   *
   * @param contributions what it brings
   * @throws RuntimeException if it cannot be taken, such as for a name that is taken; the message
   *     says why on one line. {@link #remove} is then called for the plugin
   */
  void add(Contributions contributions);

  /**
   * Ends all that lives by a plugin, such as connections and applications, and gives back what it
   * brought, right before the plugin is stopped. May wait.
   *
   * @param plugin may have brought nothing
   */
  void remove(PluginClasses plugin);

  /**
   * Lets go of whatever still remembers a plugin's classes, after it has been stopped.
   *
   * @param plugin never runs again
   */
  default void forget(PluginClasses plugin) {}

  /**
   * All plugins that were to come or to go have done so: what the configuration asks for and the
   * plugins bring now is to be brought to life.
   */
  default void settle() {}
}
