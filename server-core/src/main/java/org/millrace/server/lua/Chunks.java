package org.millrace.server.lua;

/**
 * Names of chunks. Lua marks those that are files with an {@code @}; it shows in some messages and
 * not in others.
 */
final class Chunks {
  private Chunks() {}

  static String nameOf(String file) {
    return "@" + file;
  }

  static String fileOf(String chunk) {
    return chunk.startsWith("@") ? chunk.substring(1) : chunk;
  }
}
