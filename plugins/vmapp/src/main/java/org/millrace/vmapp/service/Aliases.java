package org.millrace.vmapp.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;

/**
 * {@code millrace.alias}, {@code unalias} and {@code aliases}: other names under which streams can
 * be played, for ever, for a time, or once. Safe for use by any thread.
 */
public final class Aliases {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int limit;
  private final Map<String, Alias> byName = new HashMap<>();

  /** An alias; {@code deadline} in {@link System#nanoTime()}'s terms. */
  private record Alias(String stream, boolean limited, long deadline, boolean once) {
    boolean isOver() {
      return limited && System.nanoTime() - deadline > 0;
    }
  }

  Aliases(int limit) {
    this.limit = limit;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "alias", Arguments.function("alias", this::add),
        "unalias", Arguments.function("unalias", arguments -> remove(arguments.text(0, "alias"))),
        "aliases", Arguments.function("aliases", arguments -> all()));
  }

  private synchronized @Nullable Object add(Arguments arguments) {
    String name = arguments.name(0, "alias");
    String stream = arguments.name(1, "stream");
    boolean once = arguments.has(2) && arguments.number(2, "seconds") < 0;
    double seconds = arguments.has(2) ? Math.abs(arguments.number(2, "seconds")) : 0;
    byName.values().removeIf(Alias::isOver);
    if (byName.size() >= limit && !byName.containsKey(name)) {
      throw new ScriptException(
          "alias: " + name + " (expected: at most maxAliases = " + limit + ")");
    }
    long deadline = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    byName.put(name, new Alias(stream, seconds > 0, deadline, once));
    return null;
  }

  private synchronized boolean remove(String name) {
    return byName.remove(name) != null;
  }

  private synchronized Map<String, String> all() {
    Map<String, String> streams = new HashMap<>();
    byName.values().removeIf(Alias::isOver);
    byName.forEach((name, alias) -> streams.put(name, alias.stream()));
    return streams;
  }

  /**
   * The stream that a name stands for. What is for one use is used up.
   *
   * @param name what a player asks for
   * @return empty if it is no alias
   */
  public synchronized Optional<String> take(String name) {
    Alias alias = byName.get(name);
    if (alias == null) {
      return Optional.empty();
    }
    boolean over = alias.isOver();
    if (over || alias.once()) {
      byName.remove(name);
    }
    return over ? Optional.empty() : Optional.of(alias.stream());
  }
}
