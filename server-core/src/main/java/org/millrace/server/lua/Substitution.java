package org.millrace.server.lua;

import java.io.ByteArrayOutputStream;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One call of {@code string.gsub(text, pattern, replacement [, limit])}. */
final class Substitution {
  private final LuaBudget budget = LuaBudget.current();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LuaString text;
  private final LuaValue replacement;
  private final PatternMatcher matcher;
  private final int limit;

  Substitution(Varargs arguments) {
    text = arguments.checkstring(1);
    matcher = new PatternMatcher(text, arguments.checkstring(2));
    replacement = arguments.arg(3);
    limit = arguments.optint(4, Integer.MAX_VALUE);
    boolean usable =
        replacement instanceof LuaString
            || replacement instanceof LuaNumber
            || replacement instanceof LuaTable
            || replacement instanceof LuaFunction;
    if (!usable) {
      throw new LuaError("bad argument: string/function/table expected");
    }
  }

  Varargs run() {
    int count = 0;
    int at = 0;
    while (count < limit) {
      boolean found = matcher.matchAt(at);
      if (found) {
        count++;
        appendReplacement();
      }
      if (found && matcher.end() > at) {
        at = matcher.end();
      } else if (at < text.m_length) {
        append(text.substring(at, at + 1));
        at++;
      } else {
        break;
      }
      if (matcher.isAnchored()) {
        break;
      }
    }
    append(text.substring(Math.min(at, text.m_length), text.m_length));
    return LuaValue.varargsOf(LuaString.valueUsing(out.toByteArray()), LuaInteger.valueOf(count));
  }

  private void appendReplacement() {
    if (replacement instanceof LuaTable table) {
      appendValue(table.get(matcher.capture(0)));
    } else if (replacement instanceof LuaFunction function) {
      appendValue(function.invoke(matcher.captures(true)).arg1());
    } else {
      appendTemplate(replacement.checkstring());
    }
  }

  /** What a table or function gave; false and nil keep what was matched. */
  private void appendValue(LuaValue value) {
    if (!value.toboolean()) {
      append(matcher.wholeMatch());
    } else if (value.isstring()) {
      append(value.checkstring());
    } else {
      throw new LuaError("invalid replacement value (a " + value.typename() + ")");
    }
  }

  private void appendTemplate(LuaString template) {
    int i = 0;
    while (i < template.m_length) {
      if (template.luaByte(i) != '%') {
        append(template.substring(i, i + 1));
        i++;
      } else {
        append(named(i + 1 < template.m_length ? template.luaByte(i + 1) : -1));
        i += 2;
      }
    }
  }

  /** {@code %1} to {@code %9} are captures, {@code %0} is the whole match. */
  private LuaString named(int name) {
    if (name == '0') {
      return matcher.wholeMatch();
    }
    if (name == '%') {
      return LuaString.valueOf("%");
    }
    if (name >= '1' && name <= '9') {
      return matcher.capture(name - '1').checkstring();
    }
    throw new LuaError("invalid use of '%' in replacement string");
  }

  private void append(LuaString part) {
    budget.step();
    budget.allocate(part.m_length);
    out.write(part.m_bytes, part.m_offset, part.m_length);
  }
}
