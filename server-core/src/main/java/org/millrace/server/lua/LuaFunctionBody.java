package org.millrace.server.lua;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

/**
 * Calls a function of the configuration. Its stages are completed on the configuration's Lua
 * thread, where the next call waits: what depends on them must not block.
 */
public final class LuaFunctionBody implements ConfigNode.Function.Body {
  private final LuaSandbox sandbox;
  private final LuaFunction function;
  private final ConfigLocation location;
  private final LuaLimits limits;

  LuaFunctionBody(LuaSandbox sandbox, LuaFunction function, ConfigLocation location) {
    this(sandbox, function, location, LuaLimits.CALL);
  }

  private LuaFunctionBody(
      LuaSandbox sandbox, LuaFunction function, ConfigLocation location, LuaLimits limits) {
    this.sandbox = sandbox;
    this.function = function;
    this.location = location;
    this.limits = limits;
  }

  /**
   * The same function with other limits.
   *
   * @param other what each call may use up
   * @return a body that gives up when it has
   */
  public LuaFunctionBody within(LuaLimits other) {
    return new LuaFunctionBody(sandbox, function, location, other);
  }

  @Override
  public CompletionStage<List<@Nullable Object>> call(@Nullable Object... arguments) {
    ValueConverter values = ValueConverter.PLAIN;
    return sandbox
        .run(
            limits,
            null,
            () -> values.toJava(function.invoke(values.toLuaArguments(Arrays.asList(arguments)))))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(located(failure)));
  }

  /** Says which function it was, where the script does not say a line. */
  private Throwable located(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (!(cause instanceof ConfigException problem)) {
      return cause;
    }
    ConfigLocation at = problem.location();
    ConfigLocation where =
        at.line() > 0 ? new ConfigLocation(location.path(), at.file(), at.line()) : location;
    return new ConfigException(where, problem.problem());
  }
}
