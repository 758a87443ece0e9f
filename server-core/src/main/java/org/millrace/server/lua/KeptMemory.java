package org.millrace.server.lua;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Varargs;

/** Measures all that can be reached from some values, each object once, roughly. */
final class KeptMemory {
  private static final int BYTES_PER_OBJECT = 64;
  private static final int BYTES_PER_SLOT = 32;
  private static final int BYTES_PER_STRING = 48;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<LuaValue> waiting = new ArrayDeque<>();
  private long bytes;

  private KeptMemory() {}

  /**
   * Measures.
   *
   * @param roots where to begin
   * @param limit what is more than this need not be measured to its end
   * @return bytes
   */
  static long of(Iterable<LuaValue> roots, long limit) {
    KeptMemory memory = new KeptMemory();
    roots.forEach(memory::found);
    while (!memory.waiting.isEmpty() && memory.bytes <= limit) {
      memory.measure(memory.waiting.removeLast());
    }
    return memory.bytes;
  }

  private void found(@Nullable LuaValue value) {
    boolean simple =
        value == null || value.isnil() || value.isboolean() || value.type() == LuaValue.TNUMBER;
    if (!simple && seen.add(value)) {
      waiting.addLast(value);
    }
  }

  private void measure(LuaValue value) {
    if (value instanceof LuaString text) {
      // Parts of a string share its bytes.
      bytes += BYTES_PER_STRING + (seen.add(text.m_bytes) ? text.m_bytes.length : 0);
    } else if (value instanceof LuaTable table) {
      measure(table);
    } else {
      bytes += BYTES_PER_OBJECT;
      if (value instanceof LuaClosure closure) {
        for (UpValue upValue : closure.upValues) {
          bytes += BYTES_PER_SLOT;
          found(upValue == null ? null : upValue.getValue());
        }
      } else if (value instanceof BoundedFunction function) {
        function.held().forEach(this::found);
      }
    }
  }

  private void measure(LuaTable table) {
    bytes += BYTES_PER_OBJECT;
    found(table.getmetatable());
    Varargs entry = table.next(LuaValue.NIL);
    while (!entry.arg1().isnil()) {
      bytes += BYTES_PER_SLOT;
      found(entry.arg1());
      found(entry.arg(2));
      entry = table.next(entry.arg1());
    }
  }
}
