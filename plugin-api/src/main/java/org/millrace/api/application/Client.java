package org.millrace.api.application;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.contract.HostImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/**
 * A peer that an application has accepted. Protocols publish and play through it, so that the
 * application is asked and what the client holds is closed with it. Implemented by the host.
 *
 * <p>To be used on the connection's event loop, where all stages are completed, too. If the
 * connection is closed while a hook decides, the stage fails and nothing is left behind.
 */
@Stable(since = "0.9.0")
@HostImplemented
public interface Client {

  /**
   * The connection's id.
   *
   * @return such as {@code c17}
   */
  String id();

  /**
   * The application that accepted it.
   *
   * @return the application's name
   */
  String application();

  /**
   * How it introduced itself.
   *
   * @return the request that was accepted
   */
  ConnectRequest request();

  /**
   * Publishes, if the application allows it, and records if that is asked for and configured.
   *
   * @param request what
   * @param owner is told when somebody else ends the publication
   * @return the writing side, on the connection's event loop; or {@link RefusedException}
   */
  CompletionStage<Publication> publish(PublishRequest request, PublicationOwner owner);

  /**
   * Plays, if the application allows it. The stream need not be there yet.
   *
   * @param request what
   * @param subscriber the reading side
   * @return the subscription, on the connection's event loop; or {@link RefusedException}. The
   *     subscriber's methods may be called as soon as the stage is complete
   */
  default CompletionStage<Subscription> play(PlayRequest request, Subscriber subscriber) {
    return play(request, SubscribeOptions.DEFAULTS, subscriber);
  }

  /**
   * Plays a live stream with options of its own, after asking the application.
   *
   * @param request what to play
   * @param options where to start and how far to fall behind
   * @param subscriber the reading side
   * @return as {@link #play(PlayRequest, Subscriber)} has it
   */
  CompletionStage<Subscription> play(
      PlayRequest request, SubscribeOptions options, Subscriber subscriber);

  /**
   * Asks whether it may play, and what is then meant, without playing: for protocols whose players
   * fetch a stream in parts, by one request after the other.
   *
   * @param request what
   * @return the stream, on the connection's event loop, which need not be there; or {@link
   *     RefusedException}
   */
  CompletionStage<StreamKey> permitPlay(PlayRequest request);

  /**
   * Calls a command of the application.
   *
   * @param command its name
   * @param arguments strings, doubles, booleans, lists, maps of them, or null
   * @return null if the application does not know the command; else the answer, of the same types,
   *     on the connection's event loop
   */
  @Nullable CompletionStage<@Nullable Object> call(
      String command, List<@Nullable Object> arguments);

  /**
   * Ends the client, and what it publishes and plays, but not its connection, which may {@linkplain
   * org.millrace.api.protocol.ConnectionContext#connect connect} again: for protocols whose
   * connections ask for one application after the other. Idempotent.
   */
  void close();

  /**
   * Closes the connection. Any thread may call.
   *
   * @param reason for the log
   */
  void disconnect(String reason);
}
