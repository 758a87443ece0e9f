package org.millrace.server.lua;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A copy of a table that no script can change. */
final class ReadOnlyTable extends LuaTable {
  private final boolean complete;

  ReadOnlyTable(LuaTable original) {
    Varargs entry = original.next(NIL);
    while (!entry.arg1().isnil()) {
      hashset(entry.arg1(), entry.arg(2));
      entry = original.next(entry.arg1());
    }
    complete = true;
  }

  @Override
  public LuaValue setmetatable(@Nullable LuaValue metatable) {
    throw readOnly();
  }

  @Override
  public void set(int key, LuaValue value) {
    throw readOnly();
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    throw readOnly();
  }

  @Override
  public void rawset(int key, LuaValue value) {
    throw readOnly();
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    throw readOnly();
  }

  @Override
  public void hashset(LuaValue key, LuaValue value) {
    if (complete) {
      throw readOnly();
    }
    super.hashset(key, value);
  }

  @Override
  public void insert(int position, LuaValue value) {
    throw readOnly();
  }

  @Override
  public LuaValue remove(int position) {
    throw readOnly();
  }

  @Override
  public void sort(LuaValue comparator) {
    throw readOnly();
  }

  private static LuaError readOnly() {
    return new LuaError("this table is read-only");
  }
}
