package org.millrace.server.application;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.StreamRegistry;

/** Takes a connection from the acceptor's application to the one that lets it in. */
public final class ApplicationRouter implements ConnectHandler {
  private final ApplicationRegistry applications;
  private final StreamRegistry streams;
  private final ViewerTable viewers;
  private final StreamNaming naming;
  private volatile int maxStreamNameLength;
  private volatile boolean stopping;

  /**
   * A router.
   *
   * @param applications which there are
   * @param streams what clients publish and play
   * @param viewers who plays
   * @param naming other names of streams
   * @param maxStreamNameLength in characters
   */
  public ApplicationRouter(
      ApplicationRegistry applications,
      StreamRegistry streams,
      ViewerTable viewers,
      StreamNaming naming,
      int maxStreamNameLength) {
    this.applications = applications;
    this.streams = streams;
    this.viewers = viewers;
    this.naming = naming;
    this.maxStreamNameLength = maxStreamNameLength;
  }

  /**
   * Changes the limit, for the clients to come.
   *
   * @param characters the most that a stream's name may have
   */
  public void maxStreamNameLength(int characters) {
    maxStreamNameLength = characters;
  }

  /** From now on whoever connects, publishes or plays is refused: the server stops. */
  public void refuseAll() {
    stopping = true;
  }

  /** One connection's way through the applications. */
  private record Arrival(
      ConnectionContext connection,
      ConnectRequest request,
      Set<String> asked,
      CompletableFuture<Client> outcome) {
    EventLoop loop() {
      return connection.channel().eventLoop();
    }
  }

  @Override
  public CompletionStage<Client> connect(
      ConnectionContext connection, String application, ConnectRequest request) {
    Arrival arrival =
        new Arrival(connection, request, new LinkedHashSet<>(), new CompletableFuture<>());
    Optional<HostedApplication> first =
        application.isEmpty() ? applications.defaultApplication() : applications.find(application);
    ask(arrival, first, application);
    return arrival.outcome();
  }

  private void ask(Arrival arrival, Optional<HostedApplication> application, String name) {
    if (stopping) {
      refuse(arrival, Refusal.SHUTDOWN, "the server is stopping");
    } else if (application.isEmpty()) {
      refuse(arrival, Refusal.UNKNOWN_APPLICATION, "no application " + name);
    } else if (!arrival.asked().add(application.get().name())) {
      String circle = String.join(" -> ", arrival.asked()) + " -> " + application.get().name();
      refuse(arrival, Refusal.UNKNOWN_APPLICATION, "applications hand over in a circle: " + circle);
    } else {
      HostedApplication asked = application.get();
      asked
          .decideConnect(arrival.loop(), arrival.connection().id(), arrival.request())
          .whenComplete((decision, failure) -> follow(arrival, asked, decision, failure));
    }
  }

  private void follow(
      Arrival arrival,
      HostedApplication application,
      @Nullable Decision decision,
      @Nullable Throwable failure) {
    if (!arrival.connection().channel().isOpen()) {
      refuse(arrival, Refusal.FAILED, "the connection is closed");
    } else if (application.isClosed()) {
      refuse(arrival, Refusal.SHUTDOWN, "application " + application.name() + " is stopping");
    } else if (decision instanceof Decision.HandOver handOver) {
      ask(arrival, applications.find(handOver.application()), handOver.application());
    } else {
      try {
        Decisions.requireAccepted(decision, failure);
      } catch (RefusedException e) {
        arrival.outcome().completeExceptionally(e);
        return;
      }
      arrival.outcome().complete(admit(arrival, application));
    }
  }

  private HostedClient admit(Arrival arrival, HostedApplication application) {
    HostedClient client =
        new HostedClient(
            arrival.connection(),
            application,
            arrival.request(),
            new HostedClient.Server(streams, viewers, naming, maxStreamNameLength, () -> stopping));
    application.admitted(client);
    if (application.isClosed()) {
      // It was closed just now, and who closed it may not have seen this client.
      arrival.connection().close("application " + application.name() + " is stopping");
    }
    client.closeWithConnection();
    return client;
  }

  private static void refuse(Arrival arrival, Refusal refusal, String reason) {
    arrival.outcome().completeExceptionally(new RefusedException(refusal, reason));
  }
}
