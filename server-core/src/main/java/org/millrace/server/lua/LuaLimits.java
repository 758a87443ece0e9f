package org.millrace.server.lua;

import java.time.Duration;
import org.millrace.api.script.ScriptLimits;

/**
 * What one run of Lua may use up: the evaluation of a file, or one call of a function.
 *
 * @param instructions instructions of the interpreter; library functions count for the work they do
 * @param memoryBytes bytes allocated in the run, whether they are still in use or not, roughly
 * @param keptBytes what is kept from run to run, roughly
 * @param callDepth functions that have not returned
 * @param time from the request on, so that waiting for the thread counts
 */
public record LuaLimits(
    long instructions, long memoryBytes, long keptBytes, int callDepth, Duration time) {
  /** Lua calls are Java calls; the stack of a Lua thread has room for more than these. */
  private static final int CALL_DEPTH = 150;

  /** For the evaluation of a configuration. */
  public static final LuaLimits EVALUATION =
      new LuaLimits(2_000_000, 64L << 20, 64L << 20, CALL_DEPTH, Duration.ofSeconds(10));

  /** For a call of a function of the configuration. */
  public static final LuaLimits CALL =
      new LuaLimits(500_000, 16L << 20, 64L << 20, CALL_DEPTH, Duration.ofSeconds(5));

  /**
   * A script's limits.
   *
   * @param limits as its owner has them
   * @return the same, for the sandbox
   */
  static LuaLimits of(ScriptLimits limits) {
    return new LuaLimits(
        limits.instructions(), limits.memoryBytes(), limits.keptBytes(), CALL_DEPTH, limits.time());
  }

  /**
   * The same limits but for the time.
   *
   * @param other from the request on
   * @return the limits
   */
  public LuaLimits withTime(Duration other) {
    return new LuaLimits(instructions, memoryBytes, keptBytes, callDepth, other);
  }
}
