package org.millrace.vmapp.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptFunction;

@Timeout(30)
class TimersTest {
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final Timers timers =
      new Timers(
          scheduler,
          2,
          (function, failure) -> {
            if (failure != null) {
              failures.incrementAndGet();
            }
          });
  private final ScriptFunction count =
      arguments -> {
        calls.incrementAndGet();
        return CompletableFuture.completedFuture(List.of());
      };

  @AfterEach
  void close() {
    timers.close();
    scheduler.shutdownNow();
  }

  @Test
  void afterCallsOnce() {
    call("after", 0.01, count);
    Object second = call("after", 1000.0, count);

    await().until(() -> calls.get() == 1);
    call("after", 1000.0, count);
    assertThat(call("cancel", ((Number) second).doubleValue())).isEqualTo(true);
    assertThat(call("cancel", ((Number) second).doubleValue())).isEqualTo(false);
  }

  @Test
  void everyCallsUntilItIsCancelledOrTheScriptEnds() {
    call("every", 0.01, count);

    await().until(() -> calls.get() >= 3);
    timers.close();
    assertThatThrownBy(() -> call("every", 1.0, count)).isInstanceOf(ScriptException.class);
  }

  @Test
  void aCallThatHasNotEndedIsNotMadeAgain() {
    AtomicInteger begun = new AtomicInteger();
    ScriptFunction hang =
        arguments -> {
          begun.incrementAndGet();
          return new CompletableFuture<>();
        };
    call("every", 0.01, hang);
    call("every", 0.01, count);

    await().until(() -> calls.get() >= 5);
    assertThat(begun).hasValue(1);
  }

  @Test
  void failuresAreReportedAndTheTimerGoesOn() {
    ScriptFunction fail =
        arguments -> CompletableFuture.failedFuture(new ScriptException("x.lua:1: bad"));
    call("every", 0.01, fail);

    await().until(() -> failures.get() >= 2);
    assertThat(failures).hasValueGreaterThanOrEqualTo(2);
  }

  @Test
  void thereIsALimit() {
    call("after", 1000.0, count);
    call("after", 1000.0, count);

    assertThatThrownBy(() -> call("after", 1000.0, count))
        .hasMessage("after: one more (expected: at most maxTimers = 2)");
    assertThatThrownBy(() -> call("every", 0.0, count)).hasMessageContaining("seconds: 0.0");
    assertThatThrownBy(() -> call("every", 1.0, "x"))
        .hasMessage("every: function: \"x\" (expected: a function)");
  }

  private Object call(String function, Object... arguments) {
    return timers.functions().get(function).call(List.of(arguments));
  }
}
