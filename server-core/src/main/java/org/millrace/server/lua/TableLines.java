package org.millrace.server.lua;

import java.util.Arrays;
import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;

/**
 * Puts table constructors on the line of their opening brace. The compiler gives them the line of
 * the token before it, which in a list is the end of the item before.
 *
 * <p>Code is generated in the order of the source, so the n-th instruction that makes a table
 * belongs to the n-th opening brace outside of strings and comments.
 */
final class TableLines {
  private final int[] braces;
  private int next;

  private TableLines(int[] braces) {
    this.braces = braces;
  }

  /**
   * Corrects the lines of a compiled file in place.
   *
   * @param main the file's main function
   * @param source what it was compiled from
   */
  static void correct(Prototype main, byte[] source) {
    int[] braces = new BraceScanner(source).lines();
    if (braces.length == count(main)) {
      new TableLines(braces).assign(main);
    }
  }

  private static int count(Prototype function) {
    int nested = Arrays.stream(function.p).mapToInt(TableLines::count).sum();
    return nested + (int) Arrays.stream(function.code).filter(TableLines::makesTable).count();
  }

  private static boolean makesTable(int instruction) {
    return Lua.GET_OPCODE(instruction) == Lua.OP_NEWTABLE;
  }

  private void assign(Prototype function) {
    for (int pc = 0; pc < function.code.length; pc++) {
      int instruction = function.code[pc];
      if (makesTable(instruction)) {
        function.lineinfo[pc] = braces[next++];
      } else if (Lua.GET_OPCODE(instruction) == Lua.OP_CLOSURE) {
        assign(function.p[Lua.GETARG_Bx(instruction)]);
      }
    }
  }
}
