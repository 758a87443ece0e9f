package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.millrace.server.fake.Refusals.assertRefused;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Refusal;
import org.millrace.server.config.HookFailure;
import org.millrace.server.fake.LogCapture;
import org.millrace.server.watchdog.FailureReports;

class HookCallsTest {
  private final EventLoop loop = new DefaultEventLoop();
  private final LogCapture log = new LogCapture();

  @AfterEach
  void stop() {
    log.close();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void answerThatIsThereAtOnceIsGivenAtOnce() throws Exception {
    boolean done =
        loop.submit(
                () ->
                    calls(5_000)
                        .call(loop, "onPlay", () -> CompletableFuture.completedStage("yes"))
                        .isDone())
            .get();

    assertThat(done).isTrue();
  }

  @Test
  void answerOfAnotherThreadIsGivenOnTheLoop() {
    CompletableFuture<String> later = new CompletableFuture<>();
    CompletableFuture<Boolean> onLoop =
        call(5_000, () -> later).thenApply(answer -> loop.inEventLoop());

    later.complete("yes");

    assertThat(onLoop.join()).isTrue();
    assertThat(log.lines(Level.WARN)).isEmpty();
  }

  @Test
  void hookThatThrowsFails() {
    assertFails(
        call(
            5_000,
            () -> {
              throw new IllegalStateException("bug");
            }),
        "hook onPlay fails");
  }

  @Test
  void hookWhoseStageFailsFails() {
    assertFails(
        call(5_000, () -> CompletableFuture.failedStage(new IllegalStateException("bug"))),
        "hook onPlay fails");
  }

  @Test
  void hookWithoutStageFails() {
    assertFails(call(5_000, () -> null), "hook onPlay fails");
  }

  @Test
  void hookThatNeverAnswersFailsInTime() {
    assertFails(call(50, CompletableFuture::new), "hook onPlay has not answered within 0.05 s");
  }

  @Test
  void answerAfterTheDeadlineChangesNothing() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CompletableFuture<String> answer = call(50, () -> late);
    assertFails(answer, "hook onPlay has not answered within 0.05 s");

    late.completeExceptionally(new IllegalStateException("too late to tell"));
    loop.submit(() -> {}).syncUninterruptibly();

    assertThat(log.lines(Level.ERROR)).hasSize(1);
  }

  private void assertFails(CompletableFuture<String> answer, String message) {
    await().until(answer::isDone);
    assertRefused(answer, Refusal.FAILED, message);
    assertThat(log.lines(Level.ERROR)).containsExactly("ERROR plugin gate: " + message);
  }

  private CompletableFuture<String> call(long millis, Supplier<CompletionStage<String>> hook) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    loop.execute(
        () ->
            calls(millis)
                .call(loop, "onPlay", hook)
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        answer.complete(value);
                      } else {
                        answer.completeExceptionally(failure);
                      }
                    }));
    return answer;
  }

  private static HookCalls calls(long millis) {
    return new HookCalls(
        LogManager.getLogger("application.live"),
        "plugin gate",
        new FailureReports(),
        Duration.ofMillis(millis),
        HookFailure.REFUSE);
  }
}
