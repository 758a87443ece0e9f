package org.millrace.server.application;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.PublishRequest.Recording;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamBusyException;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;
import org.millrace.server.stream.Watchable;

/**
 * A peer that an application has let in. Asks the application's hooks, then the stream registry,
 * and closes what the peer holds when its connection is closed.
 */
final class HostedClient implements Client {
  private final ConnectionContext connection;
  private final HostedApplication application;
  private final ConnectRequest request;
  private final Server server;

  // Used on the connection's event loop alone.
  private final List<Publication> publications = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final UnwatchedReads reads;
  private boolean closed;

  /** Closes it with its connection; held, so that one connection can have many clients. */
  private final ChannelFutureListener closeListener = channelClosed -> close();

  /**
   * What all clients need of the server.
   *
   * @param streams what is published and played
   * @param viewers who plays
   * @param naming other names of streams
   * @param maxStreamNameLength in characters
   * @param stopping whether nothing new is to begin
   */
  record Server(
      StreamRegistry streams,
      ViewerTable viewers,
      StreamNaming naming,
      int maxStreamNameLength,
      BooleanSupplier stopping) {}

  HostedClient(
      ConnectionContext connection,
      HostedApplication application,
      ConnectRequest request,
      Server server) {
    this.connection = connection;
    this.application = application;
    this.request = request;
    this.server = server;
    this.reads = UnwatchedReads.of(connection.channel(), this::unwatchedBytes);
  }

  /** From now on it ends with its connection; at once if that is closed. */
  void closeWithConnection() {
    connection.channel().closeFuture().addListener(closeListener);
  }

  ConnectionContext connection() {
    return connection;
  }

  @Override
  public String id() {
    return connection.id();
  }

  @Override
  public String application() {
    return application.name();
  }

  @Override
  public ConnectRequest request() {
    return request;
  }

  @Override
  public CompletionStage<Publication> publish(PublishRequest wanted, PublicationOwner owner) {
    String stream = server.naming().published(application(), wanted.stream());
    PublishRequest meant = new PublishRequest(stream, wanted.recording(), wanted.parameters());
    return permitted(
        "publish",
        stream,
        () -> {
          requireName(wanted.stream());
          server
              .naming()
              .requirePublishable(application(), wanted.stream(), application.config().naming());
          return application.decidePublish(loop(), this, meant);
        },
        accepted ->
            publishNow(
                key(stream, accepted),
                accepted.recording() == null ? wanted.recording() : accepted.recording(),
                owner));
  }

  /** The stream that is meant: hooks may know it by another name than the client. */
  private StreamKey key(String wanted, Decision.Accept accepted) throws RefusedException {
    String stream = accepted.stream();
    if (stream == null) {
      return new StreamKey(application(), wanted);
    }
    requireName(stream);
    return new StreamKey(application(), stream);
  }

  private Publication publishNow(StreamKey key, Recording recording, PublicationOwner owner)
      throws RefusedException {
    if (recording != Recording.NONE) {
      application.recordings().requireFileName(key.name());
    }
    Publication publication;
    try {
      publication = server.streams().publish(key, loop(), owner);
    } catch (StreamBusyException e) {
      throw new RefusedException(Refusal.BUSY, e.getMessage());
    }
    publications.removeIf(held -> !held.isOpen());
    publications.add(publication);
    reads.start();
    if (publication instanceof Watchable watchable) {
      watchable.whenWatched(reads::look);
    }
    if (recording != Recording.NONE) {
      record(publication, recording == Recording.APPEND);
    }
    return publication;
  }

  private long unwatchedBytes() {
    long bytes = 0;
    for (Publication publication : publications) {
      if (publication.isOpen()) {
        if (!(publication instanceof Watchable watchable) || watchable.isWatched()) {
          return UnwatchedReads.WATCHED;
        }
        bytes += publication.stream().statistics().bytesIn();
      }
    }
    return subscriptions.stream().allMatch(Subscription::isClosed) ? bytes : UnwatchedReads.WATCHED;
  }

  /** The stream goes on without its recording if there can be none. */
  private void record(Publication publication, boolean append) {
    try {
      application.recordings().start(publication, append);
    } catch (RefusedException e) {
      connection.log().warn("{} is not recorded: {}", publication.key(), e.getMessage());
    } catch (RuntimeException e) {
      connection.log().error("{} is not recorded", publication.key(), e);
    }
  }

  @Override
  public CompletionStage<Subscription> play(
      PlayRequest wanted, SubscribeOptions options, Subscriber subscriber) {
    return permittedPlay(wanted, key -> playNow(key, options, subscriber));
  }

  @Override
  public CompletionStage<StreamKey> permitPlay(PlayRequest wanted) {
    return permittedPlay(wanted, key -> key);
  }

  /** The hooks are asked for the stream that is meant, whatever alias the client uses. */
  private <T> CompletionStage<T> permittedPlay(PlayRequest wanted, Function<StreamKey, T> action) {
    String stream = server.naming().played(application(), wanted.stream());
    PlayRequest meant = new PlayRequest(stream, wanted.parameters());
    return permitted(
        "play",
        stream,
        () -> {
          requireName(wanted.stream());
          server
              .naming()
              .requirePlayable(application(), wanted.stream(), application.config().naming());
          return application.decidePlay(loop(), this, meant);
        },
        accepted -> {
          StreamKey key = key(stream, accepted);
          server.naming().use(application(), wanted.stream(), stream);
          return action.apply(key);
        });
  }

  private Subscription playNow(StreamKey key, SubscribeOptions options, Subscriber subscriber) {
    Subscription subscription = server.streams().subscribe(key, options, loop(), subscriber);
    subscriptions.removeIf(Subscription::isClosed);
    subscriptions.add(subscription);
    connection.log().info("plays {}", key);
    server.viewers().begun(this, subscription);
    return subscription;
  }

  @Override
  public @Nullable CompletionStage<@Nullable Object> call(
      String command, List<@Nullable Object> arguments) {
    return application.call(loop(), this, command, arguments);
  }

  @Override
  public void disconnect(String reason) {
    connection.close(reason);
  }

  /** Ends what the client holds; not its connection, which may be closed already. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    reads.stop();
    connection.channel().closeFuture().removeListener(closeListener);
    publications.forEach(publication -> publication.close(CloseReason.DISCONNECTED));
    subscriptions.forEach(Subscription::close);
    publications.clear();
    subscriptions.clear();
    application.disconnected(this);
  }

  /** Checks what is wanted and asks the hooks. */
  private interface Step {
    CompletionStage<Decision> run() throws RefusedException;
  }

  /** What is done with permission; may still be refused. */
  private interface Action<T> {
    T run(Decision.Accept accepted) throws RefusedException;
  }

  /**
   * Asks the hooks and then acts, all unless the connection has been closed or the server stops.
   */
  private <T> CompletionStage<T> permitted(
      String what, String stream, Step hooks, Action<T> action) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    CompletionStage<Decision> decision;
    try {
      requireOpen();
      decision = hooks.run();
    } catch (RefusedException e) {
      refuse(outcome, what, stream, e);
      return outcome;
    }
    decision.whenComplete(
        (decided, failure) -> {
          T result;
          try {
            Decision.Accept accepted = Decisions.requireAccepted(decided, failure);
            requireOpen();
            result = action.run(accepted);
          } catch (RefusedException e) {
            refuse(outcome, what, stream, e);
            return;
          } catch (RuntimeException e) {
            connection.log().error("{} of {}/{} fails", what, application(), stream, e);
            outcome.completeExceptionally(
                new RefusedException(Refusal.FAILED, what + " fails in the server"));
            return;
          }
          outcome.complete(result);
        });
    return outcome;
  }

  private void refuse(
      CompletableFuture<?> outcome, String what, String stream, RefusedException refusal) {
    if (refusal.refusal() == Refusal.BAD_NAME) {
      connection.log().info("{} is refused: {}", what, refusal.getMessage());
    } else {
      connection
          .log()
          .info("{} of {}/{} is refused: {}", what, application(), stream, refusal.getMessage());
    }
    outcome.completeExceptionally(refusal);
  }

  private void requireOpen() throws RefusedException {
    if (closed) {
      throw new RefusedException(Refusal.FAILED, "the connection is closed");
    }
    if (server.stopping().getAsBoolean()) {
      throw new RefusedException(Refusal.SHUTDOWN, "the server is stopping");
    }
    if (application.isClosed()) {
      throw new RefusedException(
          Refusal.SHUTDOWN, "application " + application.name() + " is stopping");
    }
  }

  private void requireName(String stream) throws RefusedException {
    StreamNames.require(stream, server.maxStreamNameLength());
  }

  private EventLoop loop() {
    return connection.channel().eventLoop();
  }
}
