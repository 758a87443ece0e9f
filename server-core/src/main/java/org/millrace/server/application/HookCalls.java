package org.millrace.server.application;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

/** Calls hooks of one application, which may throw, answer later, or never. */
final class HookCalls {
  private final Logger log;
  private final Duration timeout;

  /**
   * Calls hooks.
   *
   * @param log where their failures go
   * @param timeout how long one may take
   */
  HookCalls(Logger log, Duration timeout) {
    this.log = log;
    this.timeout = timeout;
  }

  /**
   * Calls a hook. A hook that answers at once costs no more than the call.
   *
   * @param loop the present thread's event loop
   * @param name of the hook, for the log
   * @param hook what to call
   * @return completed on the loop with the hook's answer; or exceptionally with {@link
   *     RefusedException} if it throws, its stage fails, or time runs out
   */
  <T extends @Nullable Object> CompletableFuture<T> call(
      EventLoop loop, String name, Supplier<CompletionStage<T>> hook) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      Objects.requireNonNull(hook.get(), "the hook's stage")
          .whenComplete(
              (value, failure) -> onLoop(loop, () -> settle(answer, name, value, failure)));
    } catch (RuntimeException | LinkageError e) {
      fail(answer, name, e);
    }
    if (!answer.isDone()) {
      limit(loop, name, answer);
    }
    return answer;
  }

  private <T extends @Nullable Object> void limit(
      EventLoop loop, String name, CompletableFuture<T> answer) {
    Future<?> timer =
        loop.schedule(() -> timeOut(answer, name), timeout.toNanos(), TimeUnit.NANOSECONDS);
    CompletionStage<T> settled = answer;
    settled.whenComplete((value, failure) -> timer.cancel(false));
  }

  private static void onLoop(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  private <T extends @Nullable Object> void settle(
      CompletableFuture<T> answer, String name, T value, @Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(value);
    } else if (failure instanceof CompletionException wrapper && wrapper.getCause() != null) {
      fail(answer, name, wrapper.getCause());
    } else {
      fail(answer, name, failure);
    }
  }

  private void fail(CompletableFuture<?> answer, String name, Throwable failure) {
    if (answer.completeExceptionally(refusal("hook " + name + " fails"))) {
      log.error("hook {} fails", name, failure);
    }
  }

  private void timeOut(CompletableFuture<?> answer, String name) {
    String problem = "hook " + name + " has not answered within " + timeout.toMillis() / 1e3 + " s";
    if (answer.completeExceptionally(refusal(problem))) {
      log.error("{}", problem);
    }
  }

  private static RefusedException refusal(String reason) {
    return new RefusedException(Refusal.FAILED, reason);
  }
}
