package org.millrace.api.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

class HookAnswerTest {

  @Test
  void truthyResultsAccept() {
    assertThat(decide(true)).isEqualTo(Decision.accept());
    assertThat(decide("yes")).isEqualTo(Decision.accept());
    assertThat(decide(0.0)).isEqualTo(Decision.accept());
    assertThat(decide(true, "not a reason")).isEqualTo(Decision.accept());
  }

  @Test
  void functionThatReturnsNothingAccepts() {
    assertThat(decide()).isEqualTo(Decision.accept());
  }

  @Test
  void falseAndNilRefuse() {
    Decision refusal = Decision.refuse(Refusal.NOT_ALLOWED, "not allowed by onPlay");

    assertThat(decide(false)).isEqualTo(refusal);
    assertThat(decide((Object) null)).isEqualTo(refusal);
  }

  @Test
  void secondResultIsTheReason() {
    Decision refusal = Decision.refuse(Refusal.NOT_ALLOWED, "no token");

    assertThat(decide(false, "no token")).isEqualTo(refusal);
    assertThat(decide(null, "no token")).isEqualTo(refusal);
  }

  @Test
  void tablesSayHow() {
    assertThat(decide(Map.of())).isEqualTo(Decision.accept());
    assertThat(decide(Map.of("recording", "append", "stream", "main")))
        .isEqualTo(new Decision.Accept(Recording.APPEND, "main"));
    assertThat(decide(Map.of("application", "live"))).isEqualTo(Decision.handOver("live"));
  }

  @Test
  void tablesThatSaySomethingElseFail() {
    assertThatThrownBy(() -> decide(Map.of("recordings", "append")))
        .hasRootCauseMessage(
            "onPlay returns a table with key recordings"
                + " (expected: recording, stream or application)");
    assertThatThrownBy(() -> decide(Map.of("recording", "always")))
        .hasMessageContaining("recording always (expected: none, record or append)");
    assertThatThrownBy(() -> decide(Map.of("stream", 7.0)))
        .hasMessageContaining("stream 7.0 (expected: a string)");
  }

  @Test
  void stagesAreWaitedFor() {
    CompletableFuture<List<Object>> later = new CompletableFuture<>();
    CompletableFuture<Decision> decision =
        HookAnswer.decision("onPlay", CompletableFuture.completedFuture(List.of(later)))
            .toCompletableFuture();

    assertThat(decision).isNotDone();
    later.complete(Arrays.asList(null, "too late"));
    assertThat(decision.join()).isEqualTo(Decision.refuse(Refusal.NOT_ALLOWED, "too late"));
  }

  @Test
  void commandsAreAnsweredWithTheFirstResult() {
    assertThat(command()).isNull();
    assertThat(command(5.0, "more")).isEqualTo(5.0);
    assertThat(command((Object) null)).isNull();
    assertThat(command(CompletableFuture.completedFuture(List.of("later")))).isEqualTo("later");
  }

  @Test
  void nilAndATextFailTheCommand() {
    assertThatThrownBy(() -> command(null, "no such vote"))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasRootCauseMessage("no such vote");
  }

  private static Decision decide(Object... results) {
    return HookAnswer.decision("onPlay", CompletableFuture.completedFuture(Arrays.asList(results)))
        .toCompletableFuture()
        .join();
  }

  private static Object command(Object... results) {
    return HookAnswer.command(CompletableFuture.completedFuture(Arrays.asList(results)))
        .toCompletableFuture()
        .join();
  }
}
