package org.millrace.server.plugin;

/** Where the host puts what plugins bring. Called by the thread that drives the plugin host. */
public interface ContributionRegistry {

  /**
   * Takes what a plugin brings, right after it has started.
   *
   * @param contributions what it brings
   * @throws RuntimeException if it cannot be taken, such as for a name that is taken; the message
   *     says why on one line. {@link #remove} is then called for the plugin
   */
  void add(Contributions contributions);

  /**
   * Gives back all that a plugin brought, right before the plugin is stopped.
   *
   * @param pluginId which plugin; may have brought nothing
   */
  void remove(String pluginId);
}
