package org.millrace.server.lua;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptException;

/** A script that has been loaded. */
final class LuaScript implements Script {
  private final LuaSandbox sandbox;
  private final Set<String> names;

  /** Emptied at the end, so that whoever keeps the script does not keep what it keeps. */
  private volatile Map<String, HeldFunction> functions;

  LuaScript(LuaSandbox sandbox, Map<String, HeldFunction> functions) {
    this.sandbox = sandbox;
    this.functions = Map.copyOf(functions);
    this.names = this.functions.keySet();
  }

  @Override
  public Set<String> functions() {
    return names;
  }

  @Override
  public CompletionStage<List<@Nullable Object>> call(
      String function, List<? extends @Nullable Object> arguments) {
    HeldFunction found = functions.get(function);
    if (found != null) {
      return found.call(arguments);
    }
    return CompletableFuture.failedStage(
        new ScriptException(
            isOpen()
                ? function + " (expected: one of " + names + ")"
                : "the script has been closed or stopped"));
  }

  @Override
  public boolean isOpen() {
    boolean open = sandbox.isOpen();
    if (!open) {
      functions = Map.of();
    }
    return open;
  }

  @Override
  public void close() {
    sandbox.close();
    functions = Map.of();
  }
}
