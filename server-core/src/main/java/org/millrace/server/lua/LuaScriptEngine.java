package org.millrace.server.lua;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptEngine;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptOptions;

/** Runs scripts, each in a sandbox of its own. */
public final class LuaScriptEngine implements ScriptEngine {
  /** All that runs counts its steps; this is for the case that something does not. */
  private static final long GRACE_SECONDS = 5;

  /** Tables of tables of functions: {@code customhandlers.rtmp.x}. */
  private static final int MAX_DEPTH = 3;

  private static final int MAX_FUNCTIONS = 1000;

  @Override
  public Script load(Path file, ScriptOptions options) {
    Path absolute = file.toAbsolutePath().normalize();
    LuaSandbox sandbox = new LuaSandbox("lua-" + absolute.getFileName());
    boolean loaded = false;
    try {
      Future<Map<String, HeldFunction>> functions =
          sandbox.run(
              LuaLimits.of(options.loading()), null, () -> evaluate(absolute, sandbox, options));
      Script script = new LuaScript(sandbox, await(absolute, functions, options));
      loaded = true;
      return script;
    } finally {
      if (!loaded) {
        sandbox.close();
      }
    }
  }

  /** On the sandbox's thread. */
  private static Map<String, HeldFunction> evaluate(
      Path file, LuaSandbox sandbox, ScriptOptions options) {
    LuaLimits limits = LuaLimits.of(options.calls());
    ValueConverter values = ValueConverter.forScript(sandbox, limits);
    LuaTable globals = sandbox.globals();
    options.globals().forEach((name, value) -> globals.rawset(name, values.toLua(value)));
    LuaFileRunner files = new LuaFileRunner(file, sandbox.globals());
    globals.set("dofile", new BoundedFunction(files::doFile));
    Set<LuaValue> given = Set.of(globals.keys());
    files.runMain();
    files.close();
    Map<String, HeldFunction> functions = new TreeMap<>();
    for (LuaValue key : globals.keys()) {
      if (!given.contains(key)) {
        collect(key.tojstring(), globals.rawget(key), 1, sandbox, limits, functions);
      }
    }
    return functions;
  }

  private static void collect(
      String name,
      LuaValue value,
      int depth,
      LuaSandbox sandbox,
      LuaLimits limits,
      Map<String, HeldFunction> functions) {
    LuaBudget.current().step();
    if (value instanceof LuaFunction function) {
      if (functions.size() >= MAX_FUNCTIONS) {
        throw new ScriptException("more than " + MAX_FUNCTIONS + " global functions");
      }
      functions.put(name, sandbox.hold(function, limits));
    } else if (value instanceof LuaTable table && depth < MAX_DEPTH) {
      for (LuaValue key : table.keys()) {
        if (key.type() == LuaValue.TSTRING) {
          String path = name + "." + key.tojstring();
          collect(path, table.rawget(key), depth + 1, sandbox, limits, functions);
        }
      }
    }
  }

  private static <T> T await(Path file, Future<T> evaluation, ScriptOptions options) {
    try {
      return evaluation.get(options.loading().time().toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = HeldFunction.ofScript(Objects.requireNonNull(e.getCause(), "cause"));
      if (cause instanceof ScriptException problem) {
        throw problem;
      }
      throw new IllegalStateException(file + ": " + cause, cause);
    } catch (TimeoutException e) {
      throw new ScriptException(file + ": the script does not come to an end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptException(file + ": interrupted while the script was running");
    }
  }
}
