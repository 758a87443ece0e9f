package org.millrace.api.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * The server's plugins. Implemented by the host; safe for use by any thread.
 *
 * <p>Changes are made one after the other. A stage fails with {@link
 * java.util.concurrent.CancellationException} if the server does not run yet or stops. A plugin may
 * ask for its own end; it then must not wait for it.
 */
@Experimental(since = "0.9.0", until = "administration and metrics have been in use for a release")
@HostImplemented
public interface Plugins {

  /**
   * Lists what is loaded.
   *
   * @return a snapshot, dependencies first
   */
  List<PluginInfo> list();

  /**
   * What the configuration requires and is not loaded.
   *
   * @return ids; empty if all is well
   */
  List<String> missing();

  /**
   * Loads a jar, in the place of one with its id if there is one.
   *
   * @param file need not be in the plugins folder
   * @return what came of it
   */
  CompletionStage<Outcome> load(Path file);

  /**
   * Unloads a plugin. It stays unloaded until its file changes, or it is loaded again.
   *
   * @param id the plugin
   * @param dependentsToo whether those that need it may be unloaded, too
   * @return what came of it
   */
  CompletionStage<Outcome> unload(String id, boolean dependentsToo);

  /**
   * Loads a plugin again, from its file as it is now; one that was unloaded, too.
   *
   * @param id the plugin
   * @return what came of it
   */
  CompletionStage<Outcome> reload(String id);
}
