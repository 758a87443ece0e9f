package org.millrace.server.lua;

import java.util.function.Supplier;

/**
 * What is left of the limits of one run. Once a limit is reached, every further step fails, too, so
 * that nothing in the script can go on. Belongs to the thread that the run is on.
 */
final class LuaBudget {
  /** The time is looked at once in so many steps: asking for it costs more than a step. */
  private static final int STEPS_PER_LOOK = 1024;

  private static final ThreadLocal<LuaBudget> CURRENT = new ThreadLocal<>();

  private final LuaLimits limits;
  private final long deadline;
  private final Supplier<String> position;
  private long steps;
  private long bytes;
  private int untilLook = STEPS_PER_LOOK;

  /**
   * A whole budget.
   *
   * @param limits what may be used up
   * @param deadline in {@link System#nanoTime()}'s terms
   * @param position says where the script is, as {@code file:line: }
   */
  LuaBudget(LuaLimits limits, long deadline, Supplier<String> position) {
    this.limits = limits;
    this.deadline = deadline;
    this.position = position;
  }

  /** The budget of the run on this thread; library functions find it so. */
  static LuaBudget current() {
    LuaBudget budget = CURRENT.get();
    if (budget == null) {
      throw new IllegalStateException("no Lua runs on this thread");
    }
    return budget;
  }

  /** Makes this the budget of the run on this thread. */
  void begin() {
    CURRENT.set(this);
  }

  /** Ends the run on this thread. */
  static void end() {
    CURRENT.remove();
  }

  /** One instruction, or as much work in a library function. */
  void step() {
    steps(1);
  }

  void steps(long count) {
    steps += count;
    if (steps > limits.instructions()) {
      throw exhausted("more than " + limits.instructions() + " instructions");
    }
    untilLook -= (int) Math.min(count, STEPS_PER_LOOK);
    if (untilLook <= 0) {
      untilLook = STEPS_PER_LOOK;
      checkTime();
    }
  }

  void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw exhausted("more than " + limits.time().toMillis() / 1000.0 + " seconds");
    }
  }

  /** Memory, to be asked for before it is allocated where a script can make it much. */
  void allocate(long count) {
    bytes += count;
    if (bytes > limits.memoryBytes()) {
      throw exhausted("more than " + limits.memoryBytes() + " bytes of memory");
    }
  }

  /** What has been allocated so far. */
  long allocated() {
    return bytes;
  }

  void checkDepth(int depth) {
    if (depth > limits.callDepth()) {
      throw exhausted("more than " + limits.callDepth() + " calls within calls");
    }
  }

  private LuaLimitError exhausted(String what) {
    return new LuaLimitError(position.get() + "the script needs " + what);
  }
}
