package org.millrace.doubles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.application.RefusedException;
import org.millrace.api.stream.Publication;
import org.millrace.api.stream.PublicationOwner;
import org.millrace.api.stream.StreamKey;
import org.millrace.api.stream.StreamRegistry.SubscribeOptions;
import org.millrace.api.stream.Subscriber;
import org.millrace.api.stream.Subscription;

/** A client of the application {@code live}, allowed everything until the test refuses it. */
public final class FakeClient implements Client {
  private static final String APPLICATION = "live";

  private final FakeConnection connection;
  private final List<PublishRequest> publishRequests = new ArrayList<>();
  private final List<PlayRequest> playRequests = new ArrayList<>();
  private final List<SubscribeOptions> playOptions = new ArrayList<>();
  private final List<FakePublication> publications = new ArrayList<>();
  private final List<FakeSubscription> subscriptions = new ArrayList<>();
  private final Map<String, CompletionStage<@Nullable Object>> functions = new HashMap<>();
  private final List<List<@Nullable Object>> calls = new ArrayList<>();
  private CompletionStage<?> hook = CompletableFuture.completedStage(null);
  private boolean live = true;
  private boolean closed;
  private @Nullable RefusedException refusal;

  FakeClient(FakeConnection connection) {
    this.connection = connection;
  }

  /**
   * From now on publishing and playing are refused.
   *
   * @param kind the kind
   * @param reason for the peer
   */
  public void refuse(Refusal kind, String reason) {
    refusal = new RefusedException(kind, reason);
  }

  /** From now on publishing and playing are allowed again. */
  public void permit() {
    refusal = null;
  }

  /**
   * From now on a decision is made only when this is complete.
   *
   * @param decided the application's hook
   */
  public void decideAfter(CompletionStage<?> decided) {
    hook = decided;
  }

  /** From now on what is played has no publisher. */
  public void playNothing() {
    live = false;
  }

  /**
   * Adds a command of the application's.
   *
   * @param command its name
   * @param answer what it gives
   */
  public void answer(String command, CompletionStage<@Nullable Object> answer) {
    functions.put(command, answer);
  }

  /**
   * What was to be published.
   *
   * @return all requests
   */
  public List<PublishRequest> publishRequests() {
    return List.copyOf(publishRequests);
  }

  /**
   * What was to be played.
   *
   * @return all requests
   */
  public List<PlayRequest> playRequests() {
    return List.copyOf(playRequests);
  }

  /**
   * How it was to be played.
   *
   * @return the options of each call of {@code play}
   */
  public List<SubscribeOptions> playOptions() {
    return List.copyOf(playOptions);
  }

  /**
   * What is published.
   *
   * @return all that were allowed
   */
  public List<FakePublication> publications() {
    return List.copyOf(publications);
  }

  /**
   * What is played.
   *
   * @return all that were allowed
   */
  public List<FakeSubscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  /**
   * Whether the protocol has ended it.
   *
   * @return true after {@link #close}
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * What was called.
   *
   * @return the arguments of each call
   */
  public List<List<@Nullable Object>> calls() {
    return List.copyOf(calls);
  }

  @Override
  public String id() {
    return connection.id();
  }

  @Override
  public String application() {
    return APPLICATION;
  }

  @Override
  public ConnectRequest request() {
    return connection.request().orElseThrow();
  }

  @Override
  public CompletionStage<Publication> publish(PublishRequest request, PublicationOwner owner) {
    publishRequests.add(request);
    return decide(
        () -> {
          FakePublication publication =
              new FakePublication(key(request.stream()), connection.channel().eventLoop(), owner);
          publications.add(publication);
          return publication;
        });
  }

  @Override
  public CompletionStage<Subscription> play(
      PlayRequest request, SubscribeOptions options, Subscriber subscriber) {
    playRequests.add(request);
    playOptions.add(options);
    return decide(
        () -> {
          FakeSubscription subscription =
              new FakeSubscription(
                  key(request.stream()), connection.channel().eventLoop(), subscriber, live);
          subscriptions.add(subscription);
          return subscription;
        });
  }

  @Override
  public CompletionStage<StreamKey> permitPlay(PlayRequest request) {
    playRequests.add(request);
    return decide(() -> key(request.stream()));
  }

  private static StreamKey key(String stream) {
    return new StreamKey(APPLICATION, stream);
  }

  private <T> CompletionStage<T> decide(Supplier<T> action) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    hook.whenComplete(
        (ignored, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else if (refusal != null) {
            answer.completeExceptionally(refusal);
          } else {
            answer.complete(action.get());
          }
        });
    return answer;
  }

  @Override
  public @Nullable CompletionStage<@Nullable Object> call(
      String command, List<@Nullable Object> arguments) {
    calls.add(arguments);
    return functions.get(command);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void disconnect(String reason) {
    connection.close(reason);
  }
}
