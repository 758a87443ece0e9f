package org.millrace.server.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;

/** A call that has not returned: the function, its registers, and where it is. Reused. */
final class CallFrame {
  /** A Lua function has 250 registers at most. */
  private static final int REGISTERS = 256;

  /** The line that last wrote each register. */
  final int[] registerLines = new int[REGISTERS];

  /** The register of a table that the instruction before made, or -1. */
  int newTable = -1;

  int pc;
  private @Nullable LuaClosure closure;
  private LuaValue[] stack = {};

  void enter(@Nullable LuaClosure closure, LuaValue[] stack) {
    this.closure = closure;
    this.stack = stack;
    pc = 0;
    newTable = -1;
    Arrays.fill(registerLines, 0);
  }

  void leave() {
    closure = null;
    stack = new LuaValue[0];
  }

  /** Whether this is a function of the script and not of the library. */
  boolean isLua() {
    return closure != null;
  }

  LuaClosure closure() {
    if (closure == null) {
      throw new IllegalStateException("a library function has no code");
    }
    return closure;
  }

  int instruction() {
    return closure().p.code[pc];
  }

  LuaValue register(int index) {
    LuaValue value = stack[index];
    return value == null ? LuaValue.NIL : value;
  }

  /** A register or a constant: Lua's RK(x). */
  LuaValue registerOrConstant(int index) {
    return Lua.ISK(index) ? closure().p.k[Lua.INDEXK(index)] : register(index);
  }

  int registers() {
    return stack.length;
  }

  String file() {
    return file(closure());
  }

  int line() {
    return line(closure(), pc);
  }

  static String file(LuaClosure closure) {
    return Chunks.fileOf(closure.p.source.tojstring());
  }

  /** The line of an instruction; 0 if it is not known. */
  static int line(LuaClosure closure, int pc) {
    int[] lines = closure.p.lineinfo;
    return lines != null && pc < lines.length ? lines[pc] : 0;
  }
}
