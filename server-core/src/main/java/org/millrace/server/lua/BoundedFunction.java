package org.millrace.server.lua;

import java.util.List;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A library function that takes at least one step off the budget. */
final class BoundedFunction extends VarArgFunction {
  private final Body body;
  private final List<LuaValue> held;

  /** What the function does; sees to its own budget where its work grows with its arguments. */
  @FunctionalInterface
  interface Body {
    Varargs call(Varargs arguments, LuaBudget budget);
  }

  /**
   * A function.
   *
   * @param body what it does
   * @param held what it refers to, for who measures what a script keeps
   */
  BoundedFunction(Body body, LuaValue... held) {
    this.body = body;
    this.held = List.of(held);
  }

  List<LuaValue> held() {
    return held;
  }

  @Override
  public Varargs invoke(Varargs arguments) {
    LuaBudget budget = LuaBudget.current();
    budget.step();
    return body.call(arguments, budget);
  }
}
