package org.millrace.server.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;
import org.millrace.api.config.ConfigLocation;

/**
 * Is called by the interpreter for each call, return and instruction: takes them off the budget,
 * and has the origins of tables noted. It is LuaJ's debug library without the library: scripts do
 * not see it.
 */
final class InstructionHook extends DebugLib {
  private static final int BYTES_PER_OBJECT = 64;
  private static final int BYTES_PER_SLOT = 32;

  /** Strings are as long as they are; what else can be part of one is a number. */
  private static final int BYTES_PER_NUMBER = 24;

  private CallFrame[] frames = {};
  private int depth;
  private @Nullable LuaClosure lastClosure;
  private int lastPc;
  private @Nullable LuaBudget budget;
  private @Nullable TableOrigins origins;

  /** Begins a run; {@code origins} notes where tables come from, if that is wanted. */
  void begin(LuaBudget budget, LuaLimits limits, @Nullable TableOrigins origins) {
    this.budget = budget;
    this.origins = origins;
    depth = 0;
    if (frames.length < limits.callDepth()) {
      frames = new CallFrame[limits.callDepth()];
    }
  }

  /** Ends a run; drops what the frames hold. */
  void end() {
    while (depth > 0) {
      onReturn();
    }
    budget = null;
    origins = null;
    lastClosure = null;
  }

  /** Where the script is, as {@code file:line: }, or "" if it is nowhere. */
  String position() {
    for (int i = depth - 1; i >= 0; i--) {
      if (frames[i].isLua()) {
        return frames[i].file() + ":" + frames[i].line() + ": ";
      }
    }
    return "";
  }

  /** Where the last instruction was, also when its function has been left. */
  ConfigLocation lastLine() {
    LuaClosure closure = lastClosure;
    return closure == null
        ? ConfigLocation.NONE
        : new ConfigLocation("", CallFrame.file(closure), CallFrame.line(closure, lastPc));
  }

  @Override
  public void onCall(LuaFunction function) {
    push(null, new LuaValue[0]);
  }

  @Override
  public void onCall(LuaClosure closure, Varargs arguments, LuaValue[] stack) {
    push(closure, stack);
    budget().allocate(BYTES_PER_OBJECT + 8L * stack.length);
  }

  @Override
  public void onReturn() {
    if (depth > 0) {
      frames[--depth].leave();
    }
  }

  @Override
  public void onInstruction(int pc, Varargs extra, int top) {
    CallFrame frame = frames[depth - 1];
    frame.pc = pc;
    lastClosure = frame.closure();
    lastPc = pc;
    LuaBudget left = budget();
    left.step();
    int instruction = frame.instruction();
    left.allocate(allocatedBy(frame, instruction));
    if (origins != null) {
      origins.beforeInstruction(frame, instruction, top);
    }
  }

  /** What LuaJ adds to messages; the line is enough. */
  @Override
  public String traceback(int level) {
    return "";
  }

  private void push(@Nullable LuaClosure closure, LuaValue[] stack) {
    budget().checkDepth(depth + 1);
    if (frames[depth] == null) {
      frames[depth] = new CallFrame();
    }
    frames[depth++].enter(closure, stack);
  }

  private LuaBudget budget() {
    if (budget == null) {
      throw new IllegalStateException("Lua runs outside of a run");
    }
    return budget;
  }

  private static long allocatedBy(CallFrame frame, int instruction) {
    return switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_NEWTABLE ->
          BYTES_PER_OBJECT
              + (long) BYTES_PER_SLOT * (Lua.GETARG_B(instruction) + Lua.GETARG_C(instruction));
      case Lua.OP_CLOSURE -> BYTES_PER_OBJECT;
      case Lua.OP_SETTABLE, Lua.OP_SETTABUP -> BYTES_PER_SLOT;
      case Lua.OP_SETLIST -> (long) BYTES_PER_SLOT * frame.registers();
      case Lua.OP_CONCAT ->
          concatenated(frame, Lua.GETARG_B(instruction), Lua.GETARG_C(instruction));
      default -> 0;
    };
  }

  private static long concatenated(CallFrame frame, int first, int last) {
    long bytes = BYTES_PER_OBJECT;
    for (int i = first; i <= last; i++) {
      LuaValue part = frame.register(i);
      bytes += part instanceof LuaString text ? text.m_length : BYTES_PER_NUMBER;
    }
    return bytes;
  }
}
