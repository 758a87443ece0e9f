package org.millrace.api.script;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A function that a script has handed out, such as a callback. Implemented by the host. */
@FunctionalInterface
public interface ScriptFunction {

  /**
   * Calls it, as {@link Script#call} does.
   *
   * @param arguments values, see the package; not changed afterwards
   * @return all results, on the script's thread; exceptionally with {@link ScriptException}
   */
  CompletionStage<List<@Nullable Object>> call(List<? extends @Nullable Object> arguments);
}
