package org.millrace.server.application;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;

/** Turns what a hook said into a way on or a refusal. */
final class Decisions {
  private Decisions() {}

  /**
   * Returns if a hook has accepted.
   *
   * @param decision what it said; null if it failed, or if it said nothing
   * @param failure how it failed, or null
   * @return what it said
   * @throws RefusedException if it has not accepted
   */
  static Decision.Accept requireAccepted(@Nullable Decision decision, @Nullable Throwable failure)
      throws RefusedException {
    if (failure != null) {
      throw refusal(failure);
    }
    if (decision instanceof Decision.Refuse refuse) {
      throw new RefusedException(refuse.refusal(), refuse.reason());
    }
    if (decision instanceof Decision.Accept accepted) {
      return accepted;
    }
    throw new RefusedException(
        Refusal.FAILED, "a hook decided " + decision + " (expected: accept or refuse)");
  }

  /**
   * What two hooks say together.
   *
   * @param first the first has accepted
   * @param second what the second says; where it says nothing of how, the first one counts
   * @return the decision
   */
  static Decision both(Decision.Accept first, Decision second) {
    if (second instanceof Decision.Accept accepted) {
      return new Decision.Accept(
          accepted.recording() == null ? first.recording() : accepted.recording(),
          accepted.stream() == null ? first.stream() : accepted.stream());
    }
    return second;
  }

  private static RefusedException refusal(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return refusal(failure.getCause());
    }
    return new RefusedException(Refusal.FAILED, "a hook fails: " + failure);
  }
}
