package org.millrace.server.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A count that one thread writes and any thread reads: as cheap as a plain field, and a reader sees
 * it grow.
 */
final class Counter {
  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long value;

  /** To be called by the one writer. */
  void add(long amount) {
    VALUE.setOpaque(this, value + amount);
  }

  /** To be called by the one writer. */
  void set(long newValue) {
    VALUE.setOpaque(this, newValue);
  }

  long get() {
    return (long) VALUE.getOpaque(this);
  }
}
