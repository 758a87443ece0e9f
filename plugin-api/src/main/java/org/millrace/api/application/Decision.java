package org.millrace.api.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a hook decides. */
public sealed interface Decision {

  /** A stage that is completed with {@link Accept}. */
  CompletionStage<Decision> ACCEPTED = CompletableFuture.completedStage(new Accept());

  /** It may. */
  record Accept() implements Decision {}

  /**
   * It may not.
   *
   * @param refusal the kind, from which the protocol makes its status
   * @param reason for the peer and the log
   */
  record Refuse(Refusal refusal, String reason) implements Decision {}

  /**
   * Another application decides; for connect alone.
   *
   * @param application its name or alias
   */
  record HandOver(String application) implements Decision {}

  /**
   * It may.
   *
   * @return the decision
   */
  static Decision accept() {
    return new Accept();
  }

  /**
   * It may not.
   *
   * @param refusal the kind, from which the protocol makes its status
   * @param reason for the peer and the log
   * @return the decision
   */
  static Decision refuse(Refusal refusal, String reason) {
    return new Refuse(refusal, reason);
  }

  /**
   * Another application decides; for connect alone.
   *
   * @param application its name or alias
   * @return the decision
   */
  static Decision handOver(String application) {
    return new HandOver(application);
  }
}
