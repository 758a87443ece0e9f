package org.millrace.server.lua;

import java.io.ByteArrayOutputStream;
import java.util.function.ToDoubleFunction;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.TableLib;

/** The {@code table} library within a budget. */
final class TableFunctions {
  /** What {@code table.unpack} may return at once. */
  private static final int MAX_UNPACKED = 10_000;

  /** Steps for each item that is moved, and for each that is sorted without a Lua function. */
  private static final double MOVING = 1.0 / 16;

  private static final double SORTING = 1;
  private static final int BYTES_PER_ITEM = 32;

  private TableFunctions() {}

  static LuaTable library() {
    LuaTable environment = new LuaTable();
    LuaTable packages = new LuaTable();
    packages.set("loaded", new LuaTable());
    environment.set("package", packages);
    new TableLib().call(LuaValue.EMPTYSTRING, environment);
    LuaTable library = environment.get("table").checktable();
    library.set("insert", counted(library.get("insert"), args -> args.narg() > 2 ? MOVING : 0));
    library.set("remove", counted(library.get("remove"), args -> args.narg() > 1 ? MOVING : 0));
    library.set("sort", counted(library.get("sort"), args -> SORTING));
    library.set("unpack", unpack(library.get("unpack")));
    library.set("concat", new BoundedFunction(TableFunctions::concat));
    return library;
  }

  /** The steps are the given share of the table's length. */
  private static BoundedFunction counted(LuaValue original, ToDoubleFunction<Varargs> share) {
    return new BoundedFunction(
        (arguments, budget) -> {
          int length = arguments.checktable(1).length();
          budget.steps((long) (length * share.applyAsDouble(arguments)));
          budget.allocate(BYTES_PER_ITEM);
          return original.invoke(arguments);
        });
  }

  private static BoundedFunction unpack(LuaValue original) {
    return new BoundedFunction(
        (arguments, budget) -> {
          LuaTable table = arguments.checktable(1);
          long last = arguments.optlong(3, table.length());
          long count = last - arguments.optlong(2, 1) + 1;
          if (count > MAX_UNPACKED) {
            throw new LuaError("too many results to unpack");
          }
          budget.steps(Math.max(0, count));
          return original.invoke(arguments);
        });
  }

  private static Varargs concat(Varargs arguments, LuaBudget budget) {
    LuaTable table = arguments.checktable(1);
    LuaString separator = arguments.optstring(2, LuaValue.EMPTYSTRING);
    int first = arguments.optint(3, 1);
    int last = arguments.optint(4, table.length());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long i = first; i <= last; i++) {
      LuaValue item = table.get((int) i);
      if (!item.isstring()) {
        throw new LuaError("invalid value (a " + item.typename() + ") at index " + i);
      }
      append(out, item.checkstring(), budget);
      if (i < last) {
        append(out, separator, budget);
      }
    }
    return LuaString.valueUsing(out.toByteArray());
  }

  private static void append(ByteArrayOutputStream out, LuaString part, LuaBudget budget) {
    budget.step();
    budget.allocate(part.m_length);
    out.write(part.m_bytes, part.m_offset, part.m_length);
  }
}
