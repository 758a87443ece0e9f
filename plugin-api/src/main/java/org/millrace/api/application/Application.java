package org.millrace.api.application;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;

/**
 * The policy of an application; every method has a default.
 *
 * <p>Hooks of one client are called on its connection's event loop, hooks of different clients at
 * the same time by different threads. A hook must not block: one that needs time returns a stage
 * and completes it later, from any thread. A hook that throws, or whose stage fails, refuses with
 * {@link Refusal#FAILED}; so does one that does not decide within the application's {@code
 * hookTimeout}. With {@code hookFailure = "accept"} these accept.
 */
@Stable(since = "0.9.0")
@PluginImplemented
public interface Application {

  /** Called once, before the application's acceptors accept. May block for a short while. */
  default void start() {}

  /** Called once, after its clients are gone. May block for a short while. */
  default void stop() {}

  /**
   * A peer wants to use this application.
   *
   * @param request what it said
   * @return the decision; {@link Decision#handOver} moves the peer to another application
   */
  default CompletionStage<Decision> onConnect(ConnectRequest request) {
    return Decision.ACCEPTED;
  }

  /**
   * Whether this application hands peers over to the one that they name, so that its acceptors lead
   * to every application. Tells the host what to show its user; routing is done by {@link
   * #onConnect} alone.
   *
   * @return false unless this is an application for that purpose
   */
  default boolean leadsToOthers() {
    return false;
  }

  /**
   * A client wants to publish.
   *
   * @param client who
   * @param request what
   * @return the decision
   */
  default CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return Decision.ACCEPTED;
  }

  /**
   * A client wants to play.
   *
   * @param client who
   * @param request what
   * @return the decision
   */
  default CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
    return Decision.ACCEPTED;
  }

  /**
   * A client has been accepted.
   *
   * @param client who
   */
  default void onConnected(Client client) {}

  /**
   * A client that was accepted has gone.
   *
   * @param client who
   */
  default void onDisconnect(Client client) {}

  /**
   * A client calls a command that the protocol itself does not know (an RTMP command message, for
   * one).
   *
   * @param client who
   * @param command the command's name
   * @param arguments strings, doubles, booleans, lists, maps of them, or null
   * @return null if the application does not know the command, either; else a stage of the answer,
   *     of the same types; a {@link RefusedException} of the stage is told to the client
   */
  default @Nullable CompletionStage<@Nullable Object> onCall(
      Client client, String command, List<@Nullable Object> arguments) {
    return null;
  }

  /**
   * A stream of this application has got a publisher. Called on the publisher's event loop.
   *
   * @param stream has no tracks yet
   */
  default void onStreamPublished(LiveStream stream) {}

  /**
   * A stream of this application has lost its publisher. Called on the publisher's event loop.
   *
   * @param stream its statistics are final
   * @param reason why
   */
  default void onStreamUnpublished(LiveStream stream, CloseReason reason) {}

  /**
   * For hooks that decide at once.
   *
   * @param decision the decision
   * @return a completed stage
   */
  static CompletionStage<Decision> decided(Decision decision) {
    return CompletableFuture.completedStage(decision);
  }
}
