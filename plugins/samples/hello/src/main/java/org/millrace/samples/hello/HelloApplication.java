package org.millrace.samples.hello;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.application.Refusal;
import org.millrace.api.config.Setting;
import org.millrace.api.stream.LiveStream;
import org.millrace.api.stream.StreamKey;

/**
 * Guests say who they are with a parameter of the address ({@code rtmp://host/hello?name=ann}).
 * Each may publish the stream of its own name, play those that are there, and call {@code hello}.
 *
 * <p>No state of a guest is kept here: what it said is in {@link Client#request()}. So nothing
 * needs a lock, although hooks of different guests are called by different threads.
 */
final class HelloApplication implements Application {
  private static final Setting<String> GREETING =
      Setting.text("greeting", "Hello", "What guests are greeted with.");

  private static final Setting<List<String>> UNWELCOME =
      Setting.texts("unwelcome", "Names of guests that are not let in.");

  static final List<Setting<?>> SETTINGS = List.of(GREETING, UNWELCOME);

  private final ApplicationContext context;
  private final String greeting;
  private final Set<String> unwelcome;

  HelloApplication(ApplicationContext context) {
    this.context = context;
    this.greeting = GREETING.read(context.settings());
    this.unwelcome = Set.copyOf(UNWELCOME.read(context.settings()));
  }

  @Override
  public CompletionStage<Decision> onConnect(ConnectRequest request) {
    String guest = guest(request);
    return unwelcome.contains(guest)
        ? refused(Refusal.NOT_ALLOWED, guest + " is not welcome here")
        : Decision.ACCEPTED;
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    String guest = guest(client.request());
    return request.stream().equals(guest)
        ? Decision.ACCEPTED
        : refused(Refusal.BAD_NAME, "stream: " + request.stream() + " (expected: " + guest + ")");
  }

  /** Without this hook a player of a stream that is not there would wait for it. */
  @Override
  public CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
    StreamKey key = new StreamKey(context.name(), request.stream());
    return context.plugin().streams().find(key).filter(LiveStream::isLive).isPresent()
        ? Decision.ACCEPTED
        : refused(Refusal.NOT_FOUND, request.stream() + " is not here");
  }

  @Override
  public @Nullable CompletionStage<@Nullable Object> onCall(
      Client client, String command, List<@Nullable Object> arguments) {
    return command.equals("hello")
        ? CompletableFuture.completedStage(
            Map.of("text", greeting + ", " + guest(client.request()), "streams", liveStreams()))
        : null;
  }

  @Override
  public void onStreamPublished(LiveStream stream) {
    context.log().info("{} is on air", stream.key().name());
  }

  private List<String> liveStreams() {
    return context.plugin().streams().streams().stream()
        .filter(LiveStream::isLive)
        .map(LiveStream::key)
        .filter(key -> key.application().equals(context.name()))
        .map(StreamKey::name)
        .sorted()
        .toList();
  }

  private static String guest(ConnectRequest request) {
    return request.parameters().getOrDefault("name", "stranger");
  }

  private static CompletionStage<Decision> refused(Refusal refusal, String reason) {
    return Application.decided(Decision.refuse(refusal, reason));
  }
}
