package org.millrace.api.script;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/**
 * A script that has been loaded: globals, a thread and limits of its own. Implemented by the host;
 * safe for use by any thread.
 */
@Experimental(since = "0.9.0", until = "plugins of others use it")
@HostImplemented
public interface Script extends AutoCloseable {

  /**
   * The global functions that the script has defined while it was loaded, and those in its global
   * tables.
   *
   * @return names such as {@code onPublish} and {@code commands.vote}
   */
  Set<String> functions();

  /**
   * Calls a function. Does not block; calls of one script run one after the other, on its thread.
   *
   * @param function one of {@link #functions()}
   * @param arguments values, see the package; not changed afterwards
   * @return all results, on the script's thread; exceptionally with {@link ScriptException}, whose
   *     message begins with file and line, if the function fails or hits a limit, or if the script
   *     is closed
   */
  CompletionStage<List<@Nullable Object>> call(
      String function, List<? extends @Nullable Object> arguments);

  /**
   * Whether calls can be made.
   *
   * @return false after {@link #close()}, and when the script has been stopped because it keeps
   *     more memory than it may
   */
  boolean isOpen();

  /** Ends it; a call that runs may run until its limits. Idempotent. */
  @Override
  void close();
}
