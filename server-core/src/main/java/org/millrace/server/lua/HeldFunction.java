package org.millrace.server.lua;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.millrace.api.config.ConfigException;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;

/** A function of a script that Java holds. */
final class HeldFunction implements ScriptFunction {
  private final LuaSandbox sandbox;
  private final LuaFunction function;
  private final LuaLimits limits;
  private final ValueConverter values;

  /**
   * A handle; {@link LuaSandbox#hold} makes them.
   *
   * @param sandbox the script's
   * @param function the function
   * @param limits of each call
   */
  HeldFunction(LuaSandbox sandbox, LuaFunction function, LuaLimits limits) {
    this.sandbox = sandbox;
    this.function = function;
    this.limits = limits;
    this.values = ValueConverter.forScript(sandbox, limits);
  }

  LuaFunction function() {
    return function;
  }

  @Override
  public CompletionStage<List<@Nullable Object>> call(List<? extends @Nullable Object> arguments) {
    return sandbox
        .run(limits, null, () -> values.toJava(function.invoke(values.toLuaArguments(arguments))))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(ofScript(failure)));
  }

  /** Failures of a script are no failures of the configuration. */
  static Throwable ofScript(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof ConfigException problem
        ? new ScriptException(String.valueOf(problem.getMessage()))
        : cause;
  }
}
