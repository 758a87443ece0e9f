package org.millrace.server.config.lua;

import java.time.Duration;

/**
 * What one run of Lua may use up: the evaluation of a configuration, or one call of a function.
 *
 * @param instructions instructions of the interpreter; library functions count for the work they do
 * @param memoryBytes bytes allocated in the run, whether they are still in use or not, roughly
 * @param callDepth functions that have not returned
 * @param time from the request on, so that waiting for the thread counts
 */
public record LuaLimits(long instructions, long memoryBytes, int callDepth, Duration time) {
  /** For the evaluation of a configuration. */
  public static final LuaLimits EVALUATION =
      new LuaLimits(2_000_000, 64L << 20, 150, Duration.ofSeconds(10));

  /** For a call of a function of the configuration. */
  public static final LuaLimits CALL =
      new LuaLimits(500_000, 16L << 20, 150, Duration.ofSeconds(5));

  /**
   * The same limits but for the time.
   *
   * @param other from the request on
   * @return the limits
   */
  public LuaLimits withTime(Duration other) {
    return new LuaLimits(instructions, memoryBytes, callDepth, other);
  }
}
