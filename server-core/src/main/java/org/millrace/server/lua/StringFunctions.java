package org.millrace.server.lua;

import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.StringLib;

/**
 * The {@code string} library within a budget. The pattern functions, {@code byte} and {@code rep}
 * are our own; of the others, LuaJ's are taken and what they work through is counted. {@code dump}
 * is not there.
 */
final class StringFunctions {
  private static final List<String> COUNTED =
      List.of("char", "format", "len", "lower", "reverse", "sub", "upper");

  /** What {@code string.byte} may return at once. */
  private static final int MAX_BYTES = 10_000;

  /** A library function looks at so many characters in the time of an instruction. */
  private static final int CHARACTERS_PER_STEP = 64;

  private StringFunctions() {}

  /** A library for one script, which may change it. */
  static LuaTable library() {
    LuaTable library = new LuaTable();
    LuaValue original = originals();
    for (String name : COUNTED) {
      library.set(name, counted(original.get(name)));
    }
    library.set("byte", new BoundedFunction(StringFunctions::bytes));
    library.set("find", new BoundedFunction(StringFunctions::find));
    library.set("match", new BoundedFunction(StringFunctions::match));
    library.set("gmatch", new BoundedFunction(StringFunctions::gmatch));
    library.set("gsub", new BoundedFunction((args, budget) -> new Substitution(args).run()));
    library.set("rep", new BoundedFunction(StringFunctions::rep));
    return library;
  }

  /**
   * Gives the strings of all scripts their methods. LuaJ has one metatable for strings in the whole
   * JVM, so it has to be one that no script can change.
   */
  static synchronized void protectMethods() {
    if (!(LuaString.s_metatable instanceof ReadOnlyTable)) {
      LuaTable metatable = new LuaTable();
      metatable.set(LuaValue.INDEX, new ReadOnlyTable(library()));
      LuaString.s_metatable = new ReadOnlyTable(metatable);
    }
  }

  private static LuaValue originals() {
    LuaTable environment = new LuaTable();
    LuaTable packages = new LuaTable();
    packages.set("loaded", new LuaTable());
    environment.set("package", packages);
    return new StringLib().call(LuaValue.EMPTYSTRING, environment);
  }

  private static BoundedFunction counted(LuaValue original) {
    return new BoundedFunction(
        (arguments, budget) -> {
          for (int i = 1; i <= arguments.narg(); i++) {
            if (arguments.arg(i) instanceof LuaString text) {
              budget.steps(text.m_length / CHARACTERS_PER_STEP);
            }
          }
          Varargs result = original.invoke(arguments);
          if (result.arg1() instanceof LuaString text) {
            budget.allocate(text.m_length);
          }
          return result;
        });
  }

  private static Varargs bytes(Varargs arguments, LuaBudget budget) {
    LuaString text = arguments.checkstring(1);
    int from = arguments.optint(2, 1);
    int first = Math.max(position(from, text), 1);
    int last = Math.min(position(arguments.optint(3, from), text), text.m_length);
    int count = Math.max(0, last - first + 1);
    if (count > MAX_BYTES) {
      throw new LuaError("string slice too long");
    }
    budget.steps(count);
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = LuaInteger.valueOf(text.luaByte(first - 1 + i));
    }
    return LuaValue.varargsOf(values);
  }

  private static Varargs find(Varargs arguments, LuaBudget budget) {
    LuaString text = arguments.checkstring(1);
    LuaString pattern = arguments.checkstring(2);
    int from = start(arguments, text);
    LuaString wanted = arguments.toboolean(4) ? literally(pattern, budget) : pattern;
    PatternMatcher matcher = new PatternMatcher(text, wanted);
    if (from > text.m_length || !matcher.find(from)) {
      return LuaValue.NIL;
    }
    return LuaValue.varargsOf(
        LuaInteger.valueOf(matcher.start() + 1),
        LuaInteger.valueOf(matcher.end()),
        matcher.captures(false));
  }

  private static Varargs match(Varargs arguments, LuaBudget budget) {
    LuaString text = arguments.checkstring(1);
    PatternMatcher matcher = new PatternMatcher(text, arguments.checkstring(2));
    int from = start(arguments, text);
    return from <= text.m_length && matcher.find(from) ? matcher.captures(true) : LuaValue.NIL;
  }

  private static Varargs gmatch(Varargs arguments, LuaBudget budget) {
    LuaString text = arguments.checkstring(1);
    LuaString pattern = arguments.checkstring(2);
    int[] from = {0};
    return new BoundedFunction(
        (none, budgetOfCall) -> {
          PatternMatcher matcher = new PatternMatcher(text, pattern);
          if (from[0] > text.m_length || !matcher.find(from[0])) {
            return LuaValue.NIL;
          }
          boolean empty = matcher.end() == matcher.start();
          from[0] = empty ? matcher.end() + 1 : matcher.end();
          return matcher.captures(true);
        },
        text,
        pattern);
  }

  private static Varargs rep(Varargs arguments, LuaBudget budget) {
    LuaString text = arguments.checkstring(1);
    long count = Math.max(0, arguments.checklong(2));
    LuaString separator = arguments.optstring(3, LuaValue.EMPTYSTRING);
    double length = count * (double) text.m_length + Math.max(0, count - 1) * separator.m_length;
    budget.allocate((long) length);
    byte[] bytes = new byte[(int) length];
    for (int at = 0, n = 0; n < count && at < bytes.length; n++) {
      if (n > 0) {
        separator.copyInto(0, bytes, at, separator.m_length);
        at += separator.m_length;
      }
      text.copyInto(0, bytes, at, text.m_length);
      at += text.m_length;
    }
    return LuaString.valueUsing(bytes);
  }

  /** The index from 0 at which to start; behind the end if there is nothing to be found. */
  private static int start(Varargs arguments, LuaString text) {
    return Math.max(position(arguments.optint(3, 1), text), 1) - 1;
  }

  /** Negative positions count from the end. */
  private static int position(int given, LuaString text) {
    return given >= 0 ? given : Math.max(0, text.m_length + given + 1);
  }

  /** A pattern that matches the text itself. */
  private static LuaString literally(LuaString text, LuaBudget budget) {
    budget.allocate(2L * text.m_length);
    byte[] escaped = new byte[2 * text.m_length];
    int length = 0;
    for (int i = 0; i < text.m_length; i++) {
      int c = text.luaByte(i);
      if (c > 32 && c < 127 && !Character.isLetterOrDigit(c)) {
        escaped[length++] = '%';
      }
      escaped[length++] = (byte) c;
    }
    return LuaString.valueUsing(escaped, 0, length);
  }
}
