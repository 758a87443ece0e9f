package org.millrace.api.application;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.Stable;

/** What a hook decides. */
@Stable(since = "0.9.0")
public sealed interface Decision {

  /** A stage that is completed with {@link Accept}. */
  CompletionStage<Decision> ACCEPTED = CompletableFuture.completedStage(new Accept(null, null));

  /**
   * It may.
   *
   * @param recording for publish alone: how it is recorded, whatever the client asks for; null as
   *     it asks
   * @param stream for publish and play: the stream that is meant, whatever the client calls it;
   *     null as it asks
   */
  @Stable(since = "0.9.0")
  record Accept(PublishRequest.@Nullable Recording recording, @Nullable String stream)
      implements Decision {}

  /**
   * It may not.
   *
   * @param refusal the kind, from which the protocol makes its status
   * @param reason for the peer and the log
   */
  @Stable(since = "0.9.0")
  record Refuse(Refusal refusal, String reason) implements Decision {}

  /**
   * Another application decides; for connect alone.
   *
   * @param application its name or alias
   */
  @Stable(since = "0.9.0")
  record HandOver(String application) implements Decision {}

  /**
   * It may.
   *
   * @return the decision
   */
  static Decision accept() {
    return new Accept(null, null);
  }

  /**
   * It may publish, and the application decides on the recording.
   *
   * @param recording how it is recorded, whatever the client asks for
   * @return the decision
   */
  static Decision acceptRecorded(PublishRequest.Recording recording) {
    return new Accept(recording, null);
  }

  /**
   * It may publish or play, and another stream is meant: the name that the client uses is an alias.
   *
   * @param stream the name of a stream of this application
   * @return the decision
   */
  static Decision acceptAs(String stream) {
    return new Accept(null, stream);
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
