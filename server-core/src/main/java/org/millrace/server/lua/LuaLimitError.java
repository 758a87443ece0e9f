package org.millrace.server.lua;

/** A limit is reached. An error and no exception, because Lua's {@code pcall} catches those. */
final class LuaLimitError extends Error {
  private static final long serialVersionUID = 1L;

  LuaLimitError(String message) {
    super(message, null, false, false);
  }
}
