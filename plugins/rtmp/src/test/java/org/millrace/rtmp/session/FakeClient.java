package org.millrace.rtmp.session;

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

/** Allows everything that it has not been told to refuse. */
final class FakeClient implements Client {
  final List<PublishRequest> published = new ArrayList<>();
  final List<PlayRequest> played = new ArrayList<>();
  final List<FakePublication> publications = new ArrayList<>();
  final List<FakeSubscription> subscriptions = new ArrayList<>();
  final Map<String, CompletionStage<@Nullable Object>> functions = new HashMap<>();
  final List<Object> calls = new ArrayList<>();
  @Nullable RefusedException refusal;

  /** What is to be waited for before anything is decided. */
  CompletableFuture<Void> hook = CompletableFuture.completedFuture(null);

  /** Whether streams that are played have a publisher. */
  boolean live = true;

  private final FakeConnection connection;

  FakeClient(FakeConnection connection) {
    this.connection = connection;
  }

  void refuse(Refusal kind, String reason) {
    refusal = new RefusedException(kind, reason);
  }

  @Override
  public String id() {
    return connection.id();
  }

  @Override
  public String application() {
    return "live";
  }

  @Override
  public ConnectRequest request() {
    return connection.request;
  }

  @Override
  public CompletionStage<Publication> publish(PublishRequest request, PublicationOwner owner) {
    published.add(request);
    return decide(
        () -> {
          FakePublication publication =
              new FakePublication(new StreamKey("live", request.stream()), owner);
          publications.add(publication);
          return publication;
        });
  }

  @Override
  public CompletionStage<Subscription> play(
      PlayRequest request, SubscribeOptions options, Subscriber subscriber) {
    played.add(request);
    return decide(
        () -> {
          FakeSubscription subscription =
              new FakeSubscription(new StreamKey("live", request.stream()), subscriber, live);
          subscriptions.add(subscription);
          return subscription;
        });
  }

  private <T> CompletionStage<T> decide(Supplier<T> action) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    hook.whenComplete(
        (ignored, failure) -> {
          if (refusal != null) {
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
  public CompletionStage<StreamKey> permitPlay(PlayRequest request) {
    throw new AssertionError("not used");
  }

  @Override
  public void close() {
    throw new AssertionError("not used");
  }

  @Override
  public void disconnect(String reason) {
    connection.close(reason);
  }
}
