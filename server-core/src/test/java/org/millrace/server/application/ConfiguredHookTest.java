package org.millrace.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

class ConfiguredHookTest {

  @Test
  void missingFunctionAccepts() {
    ConfiguredHook hook = ConfiguredHook.of("onPlay", Optional.empty());

    assertThat(hook.ask().toCompletableFuture().join()).isEqualTo(Decision.accept());
  }

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
    Decision refusal =
        Decision.refuse(Refusal.NOT_ALLOWED, "not allowed by onPlay of the configuration");

    assertThat(decide(false)).isEqualTo(refusal);
    assertThat(decide((Object) null)).isEqualTo(refusal);
  }

  @Test
  void secondResultIsTheReason() {
    assertThat(decide(false, "no token"))
        .isEqualTo(Decision.refuse(Refusal.NOT_ALLOWED, "no token"));
    assertThat(decide(null, "no token"))
        .isEqualTo(Decision.refuse(Refusal.NOT_ALLOWED, "no token"));
  }

  private static Decision decide(Object... results) {
    List<Object> returned = Arrays.asList(results);
    ConfigNode.Function function =
        new ConfigNode.Function(
            ConfigLocation.NONE, arguments -> CompletableFuture.completedStage(returned));
    return ConfiguredHook.of("onPlay", Optional.of(function)).ask().toCompletableFuture().join();
  }
}
