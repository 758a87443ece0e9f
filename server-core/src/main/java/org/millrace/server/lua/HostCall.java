package org.millrace.server.lua;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;

/** A script calls a function of the host. */
final class HostCall implements BoundedFunction.Body {
  private static final Logger LOG = LogManager.getLogger(HostCall.class);

  /** What it costs the host is not known. */
  private static final int STEPS = 100;

  private final HostFunction function;
  private final ValueConverter values;

  HostCall(HostFunction function, ValueConverter values) {
    this.function = function;
    this.values = values;
  }

  @Override
  public Varargs call(Varargs arguments, LuaBudget budget) {
    budget.steps(STEPS);
    return values.toLua(result(arguments));
  }

  private @Nullable Object result(Varargs arguments) {
    try {
      return function.call(values.toJava(arguments));
    } catch (ScriptException e) {
      throw new LuaError(String.valueOf(e.getMessage()));
    } catch (LuaError e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a function that scripts call fails", e);
      throw new LuaError("the function fails in the server: " + e);
    }
  }
}
