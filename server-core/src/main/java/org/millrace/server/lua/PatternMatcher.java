package org.millrace.server.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Matches a Lua pattern, and counts its steps: LuaJ's own matcher runs for hours on some patterns
 * and cannot be interrupted.
 *
 * <p>Backtracking is recursion, as deep as the pattern has items and no deeper than allowed.
 */
final class PatternMatcher {
  private static final int NO_MATCH = -1;
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;
  private static final int OPEN = -1;
  private static final int POSITION = -2;

  private final LuaString subject;
  private final LuaPattern pattern;
  private final LuaBudget budget = LuaBudget.current();
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];
  private int captures;
  private int depth;
  private int matchStart;
  private int matchEnd;

  PatternMatcher(LuaString subject, LuaString pattern) {
    this.subject = subject;
    this.pattern = new LuaPattern(pattern);
  }

  /** The first match that begins at an index or, without an anchor, behind it. */
  boolean find(int from) {
    int start = from;
    do {
      if (matchAt(start)) {
        return true;
      }
      start++;
    } while (start <= subject.m_length && !pattern.isAnchored());
    return false;
  }

  boolean isAnchored() {
    return pattern.isAnchored();
  }

  boolean matchAt(int start) {
    captures = 0;
    depth = 0;
    matchStart = start;
    matchEnd = match(start, pattern.isAnchored() ? 1 : 0);
    return matchEnd != NO_MATCH;
  }

  int start() {
    return matchStart;
  }

  int end() {
    return matchEnd;
  }

  /** The captures; the whole match if there are none and it is wanted. */
  Varargs captures(boolean wholeIfNone) {
    int count = captures == 0 && wholeIfNone ? 1 : captures;
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = capture(i);
    }
    return LuaValue.varargsOf(values);
  }

  /** A capture by its index from 0; with no captures, 0 is the whole match. */
  LuaValue capture(int index) {
    if (index >= captures) {
      if (index != 0) {
        throw new LuaError("invalid capture index");
      }
      return text(matchStart, matchEnd);
    }
    if (lengths[index] == OPEN) {
      throw new LuaError("unfinished capture");
    }
    return lengths[index] == POSITION
        ? LuaInteger.valueOf(starts[index] + 1)
        : text(starts[index], starts[index] + lengths[index]);
  }

  LuaString wholeMatch() {
    return text(matchStart, matchEnd);
  }

  private LuaString text(int start, int end) {
    budget.allocate(end - start);
    return subject.substring(start, end);
  }

  /** Where a match of the rest of the pattern ends. */
  private int match(int s, int p) {
    if (++depth > MAX_DEPTH) {
      throw new LuaError("pattern too complex");
    }
    int end = matchItems(s, p);
    depth--;
    return end;
  }

  private int matchItems(int from, int firstItem) {
    int s = from;
    int p = firstItem;
    while (p < pattern.length()) {
      budget.step();
      int c = pattern.at(p);
      if (c == '(') {
        return openCapture(s, p);
      }
      if (c == ')') {
        return closeCapture(s, p);
      }
      if (c == '$' && p + 1 == pattern.length()) {
        return s == subject.m_length ? s : NO_MATCH;
      }
      int itemEnd = pattern.itemEnd(p);
      if (pattern.isQuantified(p, itemEnd)) {
        return matchQuantified(s, p, itemEnd);
      }
      s = matchOnce(s, p, itemEnd);
      if (s == NO_MATCH) {
        return NO_MATCH;
      }
      p = itemEnd;
    }
    return s;
  }

  /** Where one item without a quantifier ends in the subject. */
  private int matchOnce(int s, int p, int itemEnd) {
    if (pattern.at(p) == '%') {
      int name = pattern.at(p + 1);
      if (name == 'b') {
        return matchBalanced(s, pattern.at(p + 2), pattern.at(p + 3));
      }
      if (name == 'f') {
        return isFrontier(s, p + 2, itemEnd - 1) ? s : NO_MATCH;
      }
      if (name >= '0' && name <= '9') {
        return matchBackReference(s, name - '1');
      }
    }
    return itemMatches(s, p, itemEnd) ? s + 1 : NO_MATCH;
  }

  private int matchQuantified(int s, int p, int itemEnd) {
    switch (pattern.at(itemEnd)) {
      case '?' -> {
        int end = itemMatches(s, p, itemEnd) ? match(s + 1, itemEnd + 1) : NO_MATCH;
        return end != NO_MATCH ? end : match(s, itemEnd + 1);
      }
      case '+' -> {
        return itemMatches(s, p, itemEnd) ? matchMost(s, s + 1, p, itemEnd) : NO_MATCH;
      }
      case '*' -> {
        return matchMost(s - 1, s, p, itemEnd);
      }
      default -> {
        return matchFewest(s, p, itemEnd);
      }
    }
  }

  /** As many as there are, then one less and again, down to but not including {@code before}. */
  private int matchMost(int before, int from, int p, int itemEnd) {
    int s = from;
    while (itemMatches(s, p, itemEnd)) {
      budget.step();
      s++;
    }
    for (; s > before; s--) {
      int end = match(s, itemEnd + 1);
      if (end != NO_MATCH) {
        return end;
      }
    }
    return NO_MATCH;
  }

  private int matchFewest(int from, int p, int itemEnd) {
    int s = from;
    while (true) {
      int end = match(s, itemEnd + 1);
      if (end != NO_MATCH || !itemMatches(s, p, itemEnd)) {
        return end;
      }
      s++;
    }
  }

  private boolean itemMatches(int s, int p, int itemEnd) {
    return s < subject.m_length && pattern.itemMatches(subject.luaByte(s), p, itemEnd);
  }

  /** {@code %f[set]}: between a character outside of the set and one in it; the ends count as 0. */
  private boolean isFrontier(int s, int open, int close) {
    int before = s == 0 ? 0 : subject.luaByte(s - 1);
    int here = s < subject.m_length ? subject.luaByte(s) : 0;
    return !pattern.setMatches(before, open, close) && pattern.setMatches(here, open, close);
  }

  private int matchBalanced(int from, int open, int close) {
    if (from >= subject.m_length || subject.luaByte(from) != open) {
      return NO_MATCH;
    }
    int nesting = 1;
    for (int s = from + 1; s < subject.m_length; s++) {
      budget.step();
      int c = subject.luaByte(s);
      if (c == close) {
        if (--nesting == 0) {
          return s + 1;
        }
      } else if (c == open) {
        nesting++;
      }
    }
    return NO_MATCH;
  }

  private int matchBackReference(int s, int capture) {
    if (capture < 0 || capture >= captures || lengths[capture] < 0) {
      throw new LuaError("invalid capture index");
    }
    int length = lengths[capture];
    budget.steps(length);
    boolean same =
        length <= subject.m_length - s
            && LuaString.equals(subject, starts[capture], subject, s, length);
    return same ? s + length : NO_MATCH;
  }

  private int openCapture(int s, int p) {
    if (captures == MAX_CAPTURES) {
      throw new LuaError("too many captures");
    }
    boolean position = pattern.at(p + 1) == ')';
    starts[captures] = s;
    lengths[captures] = position ? POSITION : OPEN;
    captures++;
    int end = match(s, position ? p + 2 : p + 1);
    if (end == NO_MATCH) {
      captures--;
    }
    return end;
  }

  private int closeCapture(int s, int p) {
    int capture = captures - 1;
    while (capture >= 0 && lengths[capture] != OPEN) {
      capture--;
    }
    if (capture < 0) {
      throw new LuaError("invalid pattern capture");
    }
    lengths[capture] = s - starts[capture];
    int end = match(s, p + 1);
    if (end == NO_MATCH) {
      lengths[capture] = OPEN;
    }
    return end;
  }
}
