package org.millrace.server.lua;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.jse.JseMathLib;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;

/**
 * One file's Lua, a configuration's or a script's: its globals, its thread and its limits.
 *
 * <p>There are the basic functions of Lua 5.2 but for {@code load}, {@code loadfile} and {@code
 * collectgarbage}, and {@code bit32}, {@code math}, {@code string} (but for {@code dump}) and
 * {@code table}. There are no {@code coroutine}, {@code debug}, {@code io}, {@code os}, {@code
 * package} and {@code require}. {@code print} writes to the log.
 */
final class LuaSandbox {
  private static final Logger LOG = LogManager.getLogger(LuaSandbox.class);
  private static final List<String> REMOVED =
      List.of("collectgarbage", "dofile", "load", "loadfile", "package", "print");

  /** What a line of {@code print} costs, so that a loop cannot fill the log. */
  private static final int STEPS_PER_LINE = 1000;

  private final Globals globals = new Globals();
  private final InstructionHook hook = new InstructionHook();
  private final LuaThread thread;

  /** Functions that Java holds; used on the sandbox's thread. */
  private final Set<HeldFunction> held = Collections.newSetFromMap(new WeakHashMap<>());

  /** Allocated since it was last measured what is kept; used on the sandbox's thread. */
  private long allocated;

  /** Why nothing runs any more. */
  private volatile @Nullable String ended;

  /**
   * A sandbox without a script.
   *
   * @param threadName for logs and thread dumps
   */
  LuaSandbox(String threadName) {
    thread = new LuaThread(threadName);
    StringFunctions.protectMethods();
    LuaC.install(globals);
    globals.load(new BaseLib());
    LuaTable packages = new LuaTable();
    packages.set("loaded", new LuaTable());
    globals.set("package", packages);
    globals.load(new Bit32Lib());
    globals.load(new JseMathLib());
    globals.set("string", StringFunctions.library());
    globals.set("table", TableFunctions.library());
    REMOVED.forEach(name -> globals.set(name, LuaValue.NIL));
    globals.set("print", new BoundedFunction(this::print));
    globals.debuglib = hook;
  }

  /** The script's globals, to be used on the sandbox's thread. */
  Globals globals() {
    return globals;
  }

  /** Keeps in mind that Java holds a function; on the sandbox's thread. */
  HeldFunction hold(LuaFunction function, LuaLimits limits) {
    HeldFunction handle = new HeldFunction(this, function, limits);
    held.add(handle);
    return handle;
  }

  /** Whether something can be run. */
  boolean isOpen() {
    return ended == null;
  }

  /** From now on nothing runs; idempotent. */
  void close() {
    end("the script is closed");
    thread.end();
  }

  private void end(String reason) {
    if (ended == null) {
      ended = reason;
    }
  }

  /**
   * Runs something on the sandbox's thread.
   *
   * @param limits count from now on
   * @param origins notes where tables come from, if that is wanted
   * @param work what to do; throws what it likes
   * @return completed on that thread; exceptionally with a {@link ConfigException} that says the
   *     file and line where the script failed or hit a limit
   */
  <T> CompletableFuture<T> run(LuaLimits limits, @Nullable TableOrigins origins, Supplier<T> work) {
    long deadline = System.nanoTime() + limits.time().toNanos();
    try {
      return CompletableFuture.supplyAsync(
          () -> runHere(limits, deadline, origins, work), thread.executor());
    } catch (RejectedExecutionException e) {
      String reason = ended;
      return CompletableFuture.failedFuture(
          new ConfigException(
              ConfigLocation.NONE,
              reason == null ? "too many calls of Lua functions are waiting" : reason));
    }
  }

  private <T> T runHere(
      LuaLimits limits, long deadline, @Nullable TableOrigins origins, Supplier<T> work) {
    String reason = ended;
    if (reason != null) {
      throw new ConfigException(ConfigLocation.NONE, reason);
    }
    LuaBudget budget = new LuaBudget(limits, deadline, hook::position);
    budget.begin();
    hook.begin(budget, limits, origins);
    try {
      budget.checkTime();
      return work.get();
    } catch (LuaError e) {
      throw LuaFailures.of(e, hook.lastLine());
    } catch (LuaLimitError e) {
      throw LuaFailures.of(e, hook.lastLine());
    } catch (StackOverflowError e) {
      throw new ConfigException(ConfigLocation.NONE, "the script is nested too deeply");
    } finally {
      hook.end();
      LuaBudget.end();
      checkKept(limits, budget.allocated());
    }
  }

  /**
   * Measures what the script keeps, if that can have become too much. What was over the limit by
   * less than a quarter when it was last measured is found later, so that the measuring of a script
   * that keeps nearly as much as it may costs little beside the calls.
   */
  private void checkKept(LuaLimits limits, long more) {
    allocated += more;
    if (allocated <= limits.keptBytes() / 4) {
      return;
    }
    allocated = 0;
    List<LuaValue> roots = new ArrayList<>(List.of(globals));
    held.forEach(handle -> roots.add(handle.function()));
    if (KeptMemory.of(roots, limits.keptBytes()) > limits.keptBytes()) {
      end("the script keeps more than " + limits.keptBytes() + " bytes and has been stopped");
      LOG.error("{}: {}", Thread.currentThread().getName(), ended);
      for (LuaValue key : globals.keys()) {
        globals.rawset(key, LuaValue.NIL);
      }
    }
  }

  private Varargs print(Varargs arguments, LuaBudget budget) {
    budget.steps(STEPS_PER_LINE);
    StringBuilder line = new StringBuilder(hook.position());
    for (int i = 1; i <= arguments.narg(); i++) {
      line.append(i == 1 ? "" : "\t").append(arguments.arg(i).tojstring());
    }
    LOG.info("{}", line);
    return LuaValue.NONE;
  }
}
