package org.millrace.server.lua;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Where the tables of a configuration were made, and where and in which order their keys were set:
 * noted while the script runs, so that it does not matter whether a table is written in its place,
 * put together in variables, made by a function, or in another file.
 */
final class TableOrigins {
  private static final int FIELDS_PER_SETLIST = Lua.LFIELDS_PER_FLUSH;

  private final IdentityHashMap<LuaTable, Origin> tables = new IdentityHashMap<>();

  /**
   * A place.
   *
   * @param file the file's name
   * @param line the line, from 1; 0 if it is not known
   */
  record Place(String file, int line) {}

  /** A table's place and those of its keys, in the order in which they were first set. */
  static final class Origin {
    final Place place;
    final Map<LuaValue, Place> keys = new LinkedHashMap<>();

    Origin(Place place) {
      this.place = place;
    }
  }

  /** Where a table comes from; null if the library made it. */
  @Nullable Origin of(LuaTable table) {
    return tables.get(table);
  }

  /** Looks at an instruction that is about to be run. */
  void beforeInstruction(CallFrame frame, int instruction, int top) {
    noteNewTable(frame);
    int line = frame.line();
    int target = Lua.GETARG_A(instruction);
    switch (Lua.GET_OPCODE(instruction)) {
      case Lua.OP_NEWTABLE -> frame.newTable = target;
      case Lua.OP_SETTABLE ->
          noteKey(frame, frame.register(target), Lua.GETARG_B(instruction), line);
      case Lua.OP_SETTABUP -> {
        LuaValue table = frame.closure().upValues[target].getValue();
        noteKey(frame, table, Lua.GETARG_B(instruction), line);
      }
      case Lua.OP_SETLIST -> noteItems(frame, instruction, top);
      default -> {
        // Sets no key.
      }
    }
    frame.registerLines[target] = line;
  }

  /** The instruction before made a table: now it is there. */
  private void noteNewTable(CallFrame frame) {
    if (frame.newTable >= 0 && frame.register(frame.newTable) instanceof LuaTable table) {
      Place place = new Place(frame.file(), frame.registerLines[frame.newTable]);
      tables.put(table, new Origin(place));
    }
    frame.newTable = -1;
  }

  private void noteKey(CallFrame frame, LuaValue target, int key, int line) {
    if (target instanceof LuaTable table) {
      note(table, frame.registerOrConstant(key), new Place(frame.file(), line));
    }
  }

  /** {@code SETLIST A B C}: R(A)[(C-1)*50+i] := R(A+i), 1 <= i <= B; B = 0 means up to the top. */
  private void noteItems(CallFrame frame, int instruction, int top) {
    int first = Lua.GETARG_A(instruction);
    int batch = Lua.GETARG_C(instruction);
    if (batch == 0 || !(frame.register(first) instanceof LuaTable table)) {
      return;
    }
    int count = Lua.GETARG_B(instruction);
    count = Math.min(count == 0 ? top - first - 1 : count, frame.registers() - first - 1);
    for (int i = 1; i <= count; i++) {
      LuaValue key = LuaInteger.valueOf((batch - 1) * FIELDS_PER_SETLIST + i);
      note(table, key, new Place(frame.file(), frame.registerLines[first + i]));
    }
  }

  private void note(LuaTable table, LuaValue key, Place place) {
    Origin origin = tables.get(table);
    if (origin != null) {
      origin.keys.put(key, place);
    }
  }
}
