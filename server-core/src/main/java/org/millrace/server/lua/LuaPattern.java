package org.millrace.server.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * The text of a Lua pattern: where its single-character items end, and what they match (Lua 5.2
 * manual, 6.4.1). Immutable.
 */
final class LuaPattern {
  private final LuaString text;

  LuaPattern(LuaString text) {
    this.text = text;
  }

  int length() {
    return text.m_length;
  }

  /** The character at an index, or -1 behind the end. */
  int at(int index) {
    return index < text.m_length ? text.luaByte(index) : -1;
  }

  boolean isAnchored() {
    return at(0) == '^';
  }

  /** Where the item that begins here ends, its quantifier not included. */
  int itemEnd(int item) {
    if (at(item) != '%') {
      return at(item) == '[' ? setEnd(item) : item + 1;
    }
    return switch (at(item + 1)) {
      case -1 -> throw new LuaError("malformed pattern (ends with '%')");
      case 'b' -> {
        if (at(item + 3) < 0) {
          throw new LuaError("malformed pattern (missing arguments to balance)");
        }
        yield item + 4;
      }
      case 'f' -> {
        if (at(item + 2) != '[') {
          throw new LuaError("malformed pattern (missing '[' of a frontier)");
        }
        yield setEnd(item + 2);
      }
      default -> item + 2;
    };
  }

  /** Whether the item can be repeated: {@code %b}, {@code %f} and {@code %1} cannot. */
  boolean isQuantified(int item, int end) {
    int next = at(end);
    int name = at(item + 1);
    boolean single = at(item) != '%' || (name != 'b' && name != 'f' && !isDigit(name));
    return single && (next == '*' || next == '+' || next == '-' || next == '?');
  }

  /** A {@code ]} right behind {@code [} or {@code [^} is itself a member of the set. */
  private int setEnd(int set) {
    int i = at(set + 1) == '^' ? set + 2 : set + 1;
    do {
      if (at(i) < 0) {
        throw new LuaError("malformed pattern (missing ']')");
      }
      i += at(i) == '%' ? 2 : 1;
    } while (at(i) != ']');
    return i + 1;
  }

  /** Whether the item matches a character. */
  boolean itemMatches(int c, int item, int end) {
    return switch (at(item)) {
      case '.' -> true;
      case '%' -> classMatches(c, at(item + 1));
      case '[' -> setMatches(c, item, end - 1);
      default -> at(item) == c;
    };
  }

  /** Whether the set from its {@code [} to its {@code ]} has a character. */
  boolean setMatches(int c, int open, int close) {
    boolean negated = at(open + 1) == '^';
    int i = negated ? open + 2 : open + 1;
    while (i < close) {
      if (at(i) == '%') {
        if (classMatches(c, at(i + 1))) {
          return !negated;
        }
        i += 2;
      } else if (at(i + 1) == '-' && i + 2 < close) {
        if (at(i) <= c && c <= at(i + 2)) {
          return !negated;
        }
        i += 3;
      } else {
        if (at(i) == c) {
          return !negated;
        }
        i++;
      }
    }
    return negated;
  }

  /** Upper case means the opposite; what is no letter means itself. */
  private static boolean classMatches(int c, int name) {
    boolean in;
    switch (name | 0x20) {
      case 'a' -> in = isLetter(c);
      case 'c' -> in = c < 32 || c == 127;
      case 'd' -> in = isDigit(c);
      case 'g' -> in = c > 32 && c < 127;
      case 'l' -> in = c >= 'a' && c <= 'z';
      case 'p' -> in = c > 32 && c < 127 && !isLetter(c) && !isDigit(c);
      case 's' -> in = c == ' ' || (c >= 9 && c <= 13);
      case 'u' -> in = c >= 'A' && c <= 'Z';
      case 'w' -> in = isLetter(c) || isDigit(c);
      case 'x' -> in = isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
      default -> {
        return name == c;
      }
    }
    return isLetter(name) && in == ((name & 0x20) != 0);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
