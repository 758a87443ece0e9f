package org.millrace.server.lua;

import java.util.stream.IntStream;

/** Finds the opening braces of a Lua source that are neither in a string nor in a comment. */
final class BraceScanner {
  private final byte[] source;
  private final IntStream.Builder found = IntStream.builder();
  private int position;
  private int line = 1;

  BraceScanner(byte[] source) {
    this.source = source;
  }

  /** The lines of the braces, in the order of the source. */
  int[] lines() {
    if (at(0) == '#') {
      skipLine();
    }
    while (position < source.length) {
      scanToken();
    }
    return found.build().toArray();
  }

  private void scanToken() {
    int c = at(0);
    if (c == '{') {
      found.add(line);
      position++;
    } else if (c == '"' || c == '\'') {
      skipQuoted(c);
    } else if (c == '-' && at(1) == '-') {
      position += 2;
      if (!skipLongBracket()) {
        skipLine();
      }
    } else if (c != '[' || !skipLongBracket()) {
      advance();
    }
  }

  private void skipQuoted(int quote) {
    position++;
    while (position < source.length && at(0) != quote) {
      if (at(0) == '\\') {
        position++;
      }
      advance();
    }
    position++;
  }

  private void skipLine() {
    while (position < source.length && at(0) != '\n' && at(0) != '\r') {
      position++;
    }
  }

  /** {@code [[ ... ]]} or {@code [=[ ... ]=]} with any number of signs. */
  private boolean skipLongBracket() {
    int level = 0;
    while (at(1 + level) == '=') {
      level++;
    }
    if (at(0) != '[' || at(1 + level) != '[') {
      return false;
    }
    position += level + 2;
    while (position < source.length && !closes(level)) {
      advance();
    }
    position += level + 2;
    return true;
  }

  private boolean closes(int level) {
    for (int i = 1; i <= level; i++) {
      if (at(i) != '=') {
        return false;
      }
    }
    return at(0) == ']' && at(level + 1) == ']';
  }

  /** One character on; the two of a line's end count as one line, in whichever order. */
  private void advance() {
    int c = at(0);
    position++;
    if (c == '\n' || c == '\r') {
      line++;
      if ((at(0) == '\n' || at(0) == '\r') && at(0) != c) {
        position++;
      }
    }
  }

  private int at(int offset) {
    int index = position + offset;
    return index < source.length ? source[index] : -1;
  }
}
