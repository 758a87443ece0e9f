package org.millrace.vmapp.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.millrace.api.script.HostFunction;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;

/** {@code millrace.after}, {@code every} and {@code cancel}. Safe for use by any thread. */
final class Timers implements AutoCloseable {
  private static final double MIN_SECONDS = 0.01;
  private static final double MAX_SECONDS = 1e7;
  private static final double NANOS_PER_SECOND = 1e9;

  private final ScheduledExecutorService scheduler;
  private final int limit;
  private final BiConsumer<String, @Nullable Throwable> report;
  private final Map<Long, Timer> timers = new HashMap<>();
  private long lastId;
  private boolean closed;

  /** A timer; {@code running} so that one that is slow does not pile up. */
  private static final class Timer {
    private final String name;
    private final ScriptFunction function;
    private @Nullable Future<?> task;
    private @Nullable CompletionStage<?> running;

    Timer(String name, ScriptFunction function) {
      this.name = name;
      this.function = function;
    }
  }

  Timers(
      ScheduledExecutorService scheduler,
      int limit,
      BiConsumer<String, @Nullable Throwable> report) {
    this.scheduler = scheduler;
    this.limit = limit;
    this.report = report;
  }

  Map<String, HostFunction> functions() {
    return Map.of(
        "after", Arguments.function("after", arguments -> begin("after", arguments, false)),
        "every", Arguments.function("every", arguments -> begin("every", arguments, true)),
        "cancel", Arguments.function("cancel", arguments -> cancel(arguments.number(0, "timer"))));
  }

  private synchronized long begin(String name, Arguments arguments, boolean again) {
    double seconds = arguments.number(0, "seconds");
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw arguments.wrong("seconds", seconds, MIN_SECONDS + " to " + MAX_SECONDS);
    }
    Timer timer = new Timer("millrace." + name, arguments.callback(1, "function"));
    if (closed || timers.size() >= limit) {
      throw new ScriptException(name + ": one more (expected: at most maxTimers = " + limit + ")");
    }
    long id = ++lastId;
    timers.put(id, timer);
    long nanos = (long) (seconds * NANOS_PER_SECOND);
    timer.task =
        again
            ? scheduler.scheduleAtFixedRate(() -> run(timer), nanos, nanos, TimeUnit.NANOSECONDS)
            : scheduler.schedule(() -> runOnce(id), nanos, TimeUnit.NANOSECONDS);
    return id;
  }

  private void runOnce(long id) {
    Timer timer;
    synchronized (this) {
      timer = timers.remove(id);
    }
    if (timer != null) {
      run(timer);
    }
  }

  /** Leaves a turn out while the call before still waits. */
  private void run(Timer timer) {
    CompletionStage<?> before = timer.running;
    if (before == null || before.toCompletableFuture().isDone()) {
      timer.running =
          timer
              .function
              .call(List.of())
              .whenComplete((results, failure) -> report.accept(timer.name, failure));
    }
  }

  private synchronized boolean cancel(double id) {
    Timer timer = timers.remove((long) id);
    if (timer != null && timer.task != null) {
      timer.task.cancel(false);
    }
    return timer != null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    List.copyOf(timers.keySet()).forEach(this::cancel);
  }
}
