package org.millrace.server.lua;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.millrace.api.script.HostFunction;

/**
 * Arguments and results of functions: Java's values to Lua's and back. All of it happens on the
 * sandbox's thread, in a run: tables belong to it, and what is converted is taken off its budget.
 */
final class ValueConverter {
  /** For functions of the configuration, which return plain values. */
  static final ValueConverter PLAIN =
      new ValueConverter(
          function -> {
            throw cannotBeTaken(function);
          });

  private static final int MAX_DEPTH = 32;
  private static final int BYTES_PER_VALUE = 64;

  private final Function<LuaFunction, Object> functions;

  private ValueConverter(Function<LuaFunction, Object> functions) {
    this.functions = functions;
  }

  /** For a script, whose functions go out as handles. */
  static ValueConverter forScript(LuaSandbox sandbox, LuaLimits limits) {
    return new ValueConverter(function -> sandbox.hold(function, limits));
  }

  Varargs toLuaArguments(List<? extends @Nullable Object> values) {
    return LuaValue.varargsOf(values.stream().map(this::toLua).toArray(LuaValue[]::new));
  }

  /** What a script may be given; a list's nulls are gaps, a map's are left out. */
  LuaValue toLua(@Nullable Object value) {
    LuaBudget budget = LuaBudget.current();
    budget.step();
    if (value == null) {
      return LuaValue.NIL;
    }
    if (value instanceof CharSequence text) {
      budget.allocate(BYTES_PER_VALUE + text.length());
      return LuaValue.valueOf(text.toString());
    }
    if (value instanceof Number number) {
      return LuaValue.valueOf(number.doubleValue());
    }
    if (value instanceof Boolean flag) {
      return LuaValue.valueOf(flag);
    }
    budget.allocate(BYTES_PER_VALUE);
    if (value instanceof HostFunction function) {
      return new BoundedFunction(new HostCall(function, this));
    }
    return value instanceof CompletionStage<?> later ? new LuaUserdata(later) : table(value);
  }

  private LuaTable table(Object value) {
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

  /** All results, or all arguments of a function of the host. */
  List<@Nullable Object> toJava(Varargs results) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= results.narg(); i++) {
      values.add(toJava(results.arg(i), 0));
    }
    return Collections.unmodifiableList(values);
  }

  private @Nullable Object toJava(LuaValue value, int depth) {
    LuaBudget budget = LuaBudget.current();
    budget.step();
    if (value.isnil()) {
      return null;
    }
    if (value instanceof LuaString text) {
      budget.allocate(text.m_length);
      return text.tojstring();
    }
    if (value instanceof LuaNumber number) {
      return number.todouble();
    }
    if (value instanceof LuaBoolean flag) {
      return flag.booleanValue();
    }
    if (value instanceof LuaFunction function) {
      return functions.apply(function);
    }
    if (value instanceof LuaUserdata later) {
      return later.userdata();
    }
    if (value instanceof LuaTable table && depth < MAX_DEPTH) {
      budget.allocate(BYTES_PER_VALUE);
      return table.length() > 0 ? list(table, depth) : map(table, depth);
    }
    throw cannotBeTaken(value);
  }

  private static LuaError cannotBeTaken(LuaValue value) {
    return new LuaError("a " + value.typename() + " that cannot be taken over");
  }

  private List<@Nullable Object> list(LuaTable table, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = 1; i <= table.length(); i++) {
      items.add(toJava(table.rawget(i), depth + 1));
    }
    return Collections.unmodifiableList(items);
  }

  private Map<String, @Nullable Object> map(LuaTable table, int depth) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (LuaValue key : table.keys()) {
      values.put(key.tojstring(), toJava(table.rawget(key), depth + 1));
    }
    return Collections.unmodifiableMap(values);
  }
}
