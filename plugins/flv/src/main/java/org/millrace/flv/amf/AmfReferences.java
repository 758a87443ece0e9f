package org.millrace.flv.amf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complex values of one message, in the order of their markers, for values that refer back.
 *
 * <p>A value enters when its marker is read and is complete when its last member is. A reference to
 * a value that is not complete would make a cycle, which an immutable value cannot be: refused.
 */
final class AmfReferences {
  private final AmfInput in;
  private final List<@Nullable Entry> entries = new ArrayList<>();

  private record Entry(AmfValue value, AmfInput.Cost cost) {}

  /** Reads the rest of a complex value. */
  @FunctionalInterface
  interface Body {
    AmfValue read();
  }

  AmfReferences(AmfInput in) {
    this.in = in;
  }

  AmfValue define(int depth, Body body) {
    int index = entries.size();
    entries.add(null);
    AmfInput.Cost mark = in.mark(depth);
    AmfValue value = body.read();
    entries.set(index, new Entry(value, in.costSince(mark, depth)));
    return value;
  }

  AmfValue resolve(int index, int depth) {
    if (index >= entries.size()) {
      throw in.malformed("reference: " + index + " (expected: below " + entries.size() + ")");
    }
    Entry entry = entries.get(index);
    if (entry == null) {
      throw in.malformed("reference: " + index + " (expected: no cycle)");
    }
    in.spend(entry.cost(), depth);
    return entry.value();
  }
}
