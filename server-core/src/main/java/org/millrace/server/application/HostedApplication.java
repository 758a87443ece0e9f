package org.millrace.server.application;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
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
import org.millrace.api.script.HookArguments;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.server.config.ApplicationConfig;
import org.millrace.server.config.ApplicationConfig.HookConfig;
import org.millrace.server.config.HookName;
import org.millrace.server.recording.ApplicationRecordings;
import org.millrace.server.watchdog.FailureReports;

/**
 * An application that runs, and the one place where its hooks are called: first the configuration's
 * function, then, if that one accepts, the application's method.
 */
public final class HostedApplication {
  private final Application application;
  private final HostedApplicationContext context;
  private final FailureReports failures;
  private volatile Hooks hooks;

  private final Set<HostedClient> clients = ConcurrentHashMap.newKeySet();
  private volatile int place;
  private boolean started;
  private volatile boolean closed;

  HostedApplication(
      ApplicationConfig config,
      int place,
      Application application,
      HostedApplicationContext context,
      FailureReports failures) {
    this.place = place;
    this.application = application;
    this.context = context;
    this.failures = failures;
    this.hooks = newHooks(config.hooks());
  }

  /** The configuration's functions, and how hooks are called. */
  private record Hooks(ConfiguredHooks configured, HookCalls configuredCalls, HookCalls ownCalls) {}

  private Hooks newHooks(HookConfig hookConfig) {
    return new Hooks(
        new ConfiguredHooks(hookConfig.functions()),
        newCalls("configuration", hookConfig),
        newCalls("plugin " + pluginId(), hookConfig));
  }

  private HookCalls newCalls(String who, HookConfig hookConfig) {
    return new HookCalls(context.log(), who, failures, hookConfig.timeout(), hookConfig.failure());
  }

  /**
   * Goes on with another configuration, of the same name and the same settings of its own.
   *
   * @param changed takes effect for what begins from now on
   * @param newPlace in the configuration
   */
  void reconfigure(ApplicationConfig changed, int newPlace) {
    context.config(changed);
    place = newPlace;
    hooks = newHooks(changed.hooks());
  }

  /**
   * Its configuration.
   *
   * @return as it was read
   */
  public ApplicationConfig config() {
    return context.config();
  }

  /**
   * Its name.
   *
   * @return unique among names and aliases
   */
  public String name() {
    return config().name();
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
   * Those that it has let in, and are connected.
   *
   * @return how many
   */
  public int clientCount() {
    return clients.size();
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
    tell("onConnected", () -> application.onConnected(client));
    tellConfigured(HookName.ON_CONNECTED, () -> HookArguments.client(client));
  }

  /** Whether a peer may connect; as {@link HookCalls#decide} has it. */
  CompletionStage<Decision> decideConnect(EventLoop loop, String id, ConnectRequest request) {
    return decide(
        loop,
        HookName.ON_CONNECT,
        () -> {
          Map<String, Object> client = new LinkedHashMap<>(HookArguments.client(name(), request));
          client.put("id", id);
          return hooks.configured().ask(HookName.ON_CONNECT, client);
        },
        () -> application.onConnect(request));
  }

  /** Whether a client may publish; as {@link HookCalls#decide} has it. */
  CompletionStage<Decision> decidePublish(
      EventLoop loop, HostedClient client, PublishRequest request) {
    return decide(
        loop,
        HookName.ON_PUBLISH,
        () ->
            hooks
                .configured()
                .ask(
                    HookName.ON_PUBLISH,
                    HookArguments.client(client),
                    HookArguments.stream(request)),
        () -> application.onPublish(client, request));
  }

  /** Whether a client may play; as {@link HookCalls#decide} has it. */
  CompletionStage<Decision> decidePlay(EventLoop loop, HostedClient client, PlayRequest request) {
    return decide(
        loop,
        HookName.ON_PLAY,
        () ->
            hooks
                .configured()
                .ask(HookName.ON_PLAY, HookArguments.client(client), HookArguments.stream(request)),
        () -> application.onPlay(client, request));
  }

  private CompletionStage<Decision> decide(
      EventLoop loop,
      HookName hook,
      Supplier<CompletionStage<Decision>> first,
      Supplier<CompletionStage<Decision>> second) {
    if (!hooks.configured().has(hook)) {
      return hooks.ownCalls().decide(loop, hook.key(), second);
    }
    return hooks
        .configuredCalls()
        .decide(loop, hook.key() + " of the configuration", first)
        .thenCompose(
            decision ->
                decision instanceof Decision.Accept accepted
                    ? hooks
                        .ownCalls()
                        .decide(loop, hook.key(), second)
                        .thenApply(it -> Decisions.both(accepted, it))
                    : CompletableFuture.completedFuture(decision));
  }

  /** Answers a command; null if neither the application nor the configuration knows it. */
  @Nullable CompletionStage<@Nullable Object> call(
      EventLoop loop, HostedClient client, String command, List<@Nullable Object> arguments) {
    CompletionStage<@Nullable Object> answer;
    try {
      answer = application.onCall(client, command, arguments);
      if (answer == null && hooks.configured().has(HookName.ON_COMMAND)) {
        answer = hooks.configured().answer(HookArguments.client(client), command, arguments);
      }
    } catch (RuntimeException | LinkageError e) {
      answer = CompletableFuture.failedStage(e);
    }
    if (answer == null) {
      return null;
    }
    CompletionStage<@Nullable Object> stage = answer;
    return hooks.ownCalls().call(loop, "onCall " + command, () -> stage);
  }

  void disconnected(HostedClient client) {
    clients.remove(client);
    tell("onDisconnect", () -> application.onDisconnect(client));
    tellConfigured(HookName.ON_DISCONNECT, () -> HookArguments.client(client));
  }

  void published(LiveStream stream) {
    tell("onStreamPublished", () -> application.onStreamPublished(stream));
    tellConfigured(HookName.ON_STREAM_PUBLISHED, () -> HookArguments.stream(stream));
  }

  void unpublished(LiveStream stream, CloseReason reason) {
    tell("onStreamUnpublished", () -> application.onStreamUnpublished(stream, reason));
    tellConfigured(
        HookName.ON_STREAM_UNPUBLISHED,
        () -> HookArguments.stream(stream),
        HookArguments.reason(reason));
  }

  private void tell(String hook, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      failures.report(log(), "plugin " + pluginId(), "hook " + hook, e);
    }
  }

  private void tellConfigured(HookName hook, Supplier<Map<String, Object>> who, Object... more) {
    if (hooks.configured().has(hook)) {
      Object[] arguments = new Object[1 + more.length];
      arguments[0] = who.get();
      System.arraycopy(more, 0, arguments, 1, more.length);
      hooks
          .configuredCalls()
          .tell(
              hook.key() + " of the configuration", () -> hooks.configured().call(hook, arguments));
    }
  }
}
