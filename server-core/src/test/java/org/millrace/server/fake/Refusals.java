package org.millrace.server.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

/** Claims about refusals. */
public final class Refusals {
  private Refusals() {}

  /** Claims that a stage has failed, and that a callback sees the bare refusal. */
  public static void assertRefused(CompletionStage<?> stage, Refusal refusal, String reason) {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    stage.whenComplete((value, failure) -> seen.set(failure));
    assertThat(seen.get()).isInstanceOf(RefusedException.class).hasMessage(reason);
    assertThat(((RefusedException) seen.get()).refusal()).isEqualTo(refusal);
  }

  /** Claims that a call is refused. */
  public static void assertRefused(ThrowingCallable call, Refusal refusal, String reason) {
    RefusedException thrown = catchThrowableOfType(RefusedException.class, call);
    assertThat(thrown).hasMessage(reason);
    assertThat(thrown.refusal()).isEqualTo(refusal);
  }
}
