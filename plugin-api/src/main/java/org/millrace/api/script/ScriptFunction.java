package org.millrace.api.script;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Experimental;
import org.millrace.api.contract.HostImplemented;

/** A function that a script has handed out, such as a callback. Implemented by the host. */
@FunctionalInterface
@Experimental(since = "0.9.0", until = "plugins of others use it")
@HostImplemented
public interface ScriptFunction {

  /**
   * Calls it, as {@link Script#call} does.
   *
   * @param arguments values, see the package; not changed afterwards
   * @return all results, on the script's thread; exceptionally with {@link ScriptException}
   */
  CompletionStage<List<@Nullable Object>> call(List<? extends @Nullable Object> arguments);
}
