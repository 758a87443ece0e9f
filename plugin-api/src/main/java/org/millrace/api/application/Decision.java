package org.millrace.api.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a hook decides. */
public sealed interface Decision {

  /** A stage that is completed with {@link Accept}. */
  CompletionStage<Decision> ACCEPTED = CompletableFuture.completedStage(new Accept(null));

  /**
   * It may.
   *
   * @param recording for publish alone: how it is recorded, whatever the client asks for; null as
   *     it asks
   */
  record Accept(PublishRequest.@Nullable Recording recording) implements Decision {}

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
    return new Accept(null);
  }

  /**
   * It may publish, and the application decides on the recording.
   *
   * @param recording how it is recorded, whatever the client asks for
   * @return the decision
   */
  static Decision acceptRecorded(PublishRequest.Recording recording) {
    return new Accept(recording);
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
