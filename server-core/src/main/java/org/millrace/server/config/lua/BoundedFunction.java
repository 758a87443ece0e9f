package org.millrace.server.config.lua;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A library function that takes at least one step off the budget. */
final class BoundedFunction extends VarArgFunction {
  private final Body body;

  /** What the function does; sees to its own budget where its work grows with its arguments. */
  @FunctionalInterface
  interface Body {
    Varargs call(Varargs arguments, LuaBudget budget);
  }

  BoundedFunction(Body body) {
    this.body = body;
  }

  @Override
  public Varargs invoke(Varargs arguments) {
    LuaBudget budget = LuaBudget.current();
    budget.step();
    return body.call(arguments, budget);
  }
}
