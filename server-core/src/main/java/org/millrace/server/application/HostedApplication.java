package org.millrace.server.application;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.protocol.ConnectionContext;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.recording.ApplicationRecordings;

/**
 * An application that runs, and the one place where its hooks are called: first the configuration's
 * function, then, if that one accepts, the application's method.
 */
public final class HostedApplication {
  private final ApplicationConfig config;
  private final Application application;
  private final HostedApplicationContext context;
  private final HookCalls calls;
  private final ConfiguredHook onConnect;
  private final ConfiguredHook onPublish;
  private final ConfiguredHook onPlay;

  private final Set<HostedClient> clients = ConcurrentHashMap.newKeySet();
  private final int place;
  private boolean started;
  private volatile boolean closed;

  HostedApplication(
      ApplicationConfig config,
      int place,
      Application application,
      HostedApplicationContext context) {
    this.config = config;
    this.place = place;
    this.application = application;
    this.context = context;
    this.calls = new HookCalls(context.log(), config.hooks().timeout());
    this.onConnect = ConfiguredHook.of("onConnect", config.hooks().onConnect());
    this.onPublish = ConfiguredHook.of("onPublish", config.hooks().onPublish());
    this.onPlay = ConfiguredHook.of("onPlay", config.hooks().onPlay());
  }

  /**
   * Its configuration.
   *
   * @return as it was read
   */
  public ApplicationConfig config() {
    return config;
  }

  /**
   * Its name.
   *
   * @return unique among names and aliases
   */
  public String name() {
    return config.name();
  }

  /**
   * Its door to the host.
   *
   * @return what the application was made with
   */
  public HostedApplicationContext context() {
    return context;
  }

  /** Its recordings. */
  ApplicationRecordings recordings() {
    return context.recordings();
  }

  Logger log() {
    return context.log();
  }

  boolean leadsToOthers() {
    return application.leadsToOthers();
  }

  /**
   * Those that it has let in.
   *
   * @return a snapshot
   */
  public List<ConnectionContext> connections() {
    return clients.stream().map(HostedClient::connection).toList();
  }

  /**
   * The plugin that brings its type.
   *
   * @return its id
   */
  public String pluginId() {
    return context.plugin().pluginId();
  }

  int place() {
    return place;
  }

  void start() {
    if (!started) {
      application.start();
      started = true;
    }
  }

  void stop() {
    application.stop();
  }

  /** From now on it lets nobody in, and its clients may begin nothing. Any thread. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void admitted(HostedClient client) {
    clients.add(client);
  }

  /** Whether a peer may connect; as {@link HookCalls#call} has it. */
  CompletionStage<Decision> decideConnect(EventLoop loop, String id, ConnectRequest request) {
    return decide(
        loop,
        onConnect,
        () -> onConnect.ask(HookArguments.client(id, name(), request)),
        () -> application.onConnect(request));
  }

  /** Whether a client may publish; as {@link HookCalls#call} has it. */
  CompletionStage<Decision> decidePublish(
      EventLoop loop, HostedClient client, PublishRequest request) {
    return decide(
        loop,
        onPublish,
        () -> onPublish.ask(arguments(client), HookArguments.stream(request)),
        () -> application.onPublish(client, request));
  }

  /** Whether a client may play; as {@link HookCalls#call} has it. */
  CompletionStage<Decision> decidePlay(EventLoop loop, HostedClient client, PlayRequest request) {
    return decide(
        loop,
        onPlay,
        () -> onPlay.ask(arguments(client), HookArguments.stream(request)),
        () -> application.onPlay(client, request));
  }

  private static Map<String, Object> arguments(HostedClient client) {
    return HookArguments.client(client.id(), client.application(), client.request());
  }

  private CompletionStage<Decision> decide(
      EventLoop loop,
      ConfiguredHook configured,
      Supplier<CompletionStage<Decision>> first,
      Supplier<CompletionStage<Decision>> second) {
    if (configured.function() == null) {
      return calls.call(loop, configured.name(), second);
    }
    return calls
        .call(loop, configured.name() + " of the configuration", first)
        .thenCompose(
            decision ->
                decision instanceof Decision.Accept
                    ? calls.call(loop, configured.name(), second)
                    : CompletableFuture.completedFuture(decision));
  }

  /** Answers a command; null if the application does not know it. */
  @Nullable CompletionStage<@Nullable Object> call(
      EventLoop loop, HostedClient client, String command, List<@Nullable Object> arguments) {
    CompletionStage<@Nullable Object> answer;
    try {
      answer = application.onCall(client, command, arguments);
    } catch (RuntimeException | LinkageError e) {
      answer = CompletableFuture.failedStage(e);
    }
    if (answer == null) {
      return null;
    }
    CompletionStage<@Nullable Object> stage = answer;
    return calls.call(loop, "onCall " + command, () -> stage);
  }

  void disconnected(HostedClient client) {
    clients.remove(client);
    tell("onDisconnect", () -> application.onDisconnect(client));
  }

  void published(LiveStream stream) {
    tell("onStreamPublished", () -> application.onStreamPublished(stream));
  }

  void unpublished(LiveStream stream, CloseReason reason) {
    tell("onStreamUnpublished", () -> application.onStreamUnpublished(stream, reason));
  }

  private void tell(String hook, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      log().error("hook {} fails", hook, e);
    }
  }
}
