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
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.config.ConfigException;
import org.millrace.api.script.ScriptException;
import org.millrace.server.config.HookFailure;
import org.millrace.server.watchdog.FailureReports;

/** Calls hooks of one application, which may throw, answer later, or never. */
final class HookCalls {
  private final Logger log;
  private final String who;
  private final FailureReports failures;
  private final Duration timeout;
  private final HookFailure failure;

  /**
   * Calls hooks.
   *
   * @param log where their failures go
   * @param who has made the hooks, such as {@code plugin gate}
   * @param failures takes what they throw
   * @param timeout how long one may take
   * @param failure what is decided if one does not decide
   */
  HookCalls(
      Logger log, String who, FailureReports failures, Duration timeout, HookFailure failure) {
    this.log = log;
    this.who = who;
    this.failures = failures;
    this.timeout = timeout;
    this.failure = failure;
  }

  /** Calls a hook that decides; as {@link #call}, but a failure may count as consent. */
  CompletableFuture<Decision> decide(
      EventLoop loop, String name, Supplier<CompletionStage<Decision>> hook) {
    CompletableFuture<Decision> decision = call(loop, name, hook);
    return failure == HookFailure.ACCEPT
        ? decision.exceptionallyCompose(this::acceptedAllTheSame)
        : decision;
  }

  private CompletionStage<Decision> acceptedAllTheSame(Throwable problem) {
    if (problem instanceof RefusedException refused && refused.refusal() != Refusal.FAILED) {
      return CompletableFuture.failedStage(problem);
    }
    log.warn("accepted all the same (hookFailure)");
    return Decision.ACCEPTED;
  }

  /** Calls a hook that is only told something. */
  void tell(String name, Supplier<CompletionStage<?>> hook) {
    hook.get()
        .whenComplete(
            (value, problem) -> {
              if (problem != null) {
                report(name, unwrapped(problem));
              }
            });
  }

  /**
   * Calls a hook. A hook that answers at once costs no more than the call.
   *
   * @param loop the present thread's event loop
   * @param name of the hook, for the log
   * @param hook what to call
   * @return completed on the loop with the hook's answer; or exceptionally with {@link
   *     RefusedException} if it throws, its stage fails, or time runs out; one that the stage fails
   *     with is passed on
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
      CompletableFuture<T> answer, String name, T value, @Nullable Throwable problem) {
    if (problem == null) {
      answer.complete(value);
    } else {
      fail(answer, name, unwrapped(problem));
    }
  }

  private static Throwable unwrapped(Throwable problem) {
    return problem instanceof CompletionException && problem.getCause() != null
        ? problem.getCause()
        : problem;
  }

  private void fail(CompletableFuture<?> answer, String name, Throwable problem) {
    if (problem instanceof RefusedException) {
      answer.completeExceptionally(problem);
    } else if (answer.completeExceptionally(refusal("hook " + name + " fails"))) {
      report(name, problem);
    }
  }

  /** Who writes Lua wants to know the line of the script, not those of the interpreter. */
  private void report(String name, Throwable problem) {
    if (problem instanceof ScriptException || problem instanceof ConfigException) {
      log.error("hook {} fails: {}", name, problem.getMessage());
    } else {
      failures.report(log, who, "hook " + name, problem);
    }
  }

  private void timeOut(CompletableFuture<?> answer, String name) {
    String problem = "hook " + name + " has not answered within " + timeout.toMillis() / 1e3 + " s";
    if (answer.completeExceptionally(refusal(problem))) {
      log.error("{}: {}", who, problem);
    }
  }

  private static RefusedException refusal(String reason) {
    return new RefusedException(Refusal.FAILED, reason);
  }
}
