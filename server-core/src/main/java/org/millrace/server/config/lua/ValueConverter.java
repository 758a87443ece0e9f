package org.millrace.server.config.lua;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Arguments and results of functions: Java's values to Lua's and back. */
final class ValueConverter {
  private static final int MAX_DEPTH = 32;

  private ValueConverter() {}

  /**
   * Strings, numbers, booleans, lists, maps, null; a list's nulls are gaps, a map's are left out.
   */
  static LuaValue toLua(@Nullable Object value) {
    if (value == null) {
      return LuaValue.NIL;
    }
    if (value instanceof CharSequence text) {
      return LuaValue.valueOf(text.toString());
    }
    if (value instanceof Number number) {
      return LuaValue.valueOf(number.doubleValue());
    }
    if (value instanceof Boolean flag) {
      return LuaValue.valueOf(flag);
    }
    LuaTable table = new LuaTable();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        table.rawset(i + 1, toLua(list.get(i)));
      }
      return table;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> table.rawset(LuaValue.valueOf(key.toString()), toLua(item)));
      return table;
    }
    throw new IllegalArgumentException(
        value.getClass().getName() + " (expected: string, number, boolean, list or map)");
  }

  /** All results; on the sandbox's thread, because tables belong to it. */
  static List<@Nullable Object> toJava(Varargs results) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= results.narg(); i++) {
      values.add(toJava(results.arg(i), 0));
    }
    return Collections.unmodifiableList(values);
  }

  private static @Nullable Object toJava(LuaValue value, int depth) {
    LuaBudget.current().step();
    if (value.isnil()) {
      return null;
    }
    if (value instanceof LuaString text) {
      return text.tojstring();
    }
    if (value instanceof LuaNumber number) {
      return number.todouble();
    }
    if (value instanceof LuaBoolean flag) {
      return flag.booleanValue();
    }
    if (value instanceof LuaTable table && depth < MAX_DEPTH) {
      return table.length() > 0 ? list(table, depth) : map(table, depth);
    }
    throw new LuaError("the function returns a " + value.typename() + " that cannot be taken over");
  }

  private static List<@Nullable Object> list(LuaTable table, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 1; i <= table.length(); i++) {
      items.add(toJava(table.rawget(i), depth + 1));
    }
    return Collections.unmodifiableList(items);
  }

  private static Map<String, @Nullable Object> map(LuaTable table, int depth) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (LuaValue key : table.keys()) {
      values.put(key.tojstring(), toJava(table.rawget(key), depth + 1));
    }
    return Collections.unmodifiableMap(values);
  }
}
