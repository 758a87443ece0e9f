package org.millrace.vmapp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.Application;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.application.Client;
import org.millrace.api.application.ConnectRequest;
import org.millrace.api.application.Decision;
import org.millrace.api.application.PlayRequest;
import org.millrace.api.application.PublishRequest;
import org.millrace.api.script.HookAnswer;
import org.millrace.api.script.HookArguments;
import org.millrace.api.script.ScriptException;
import org.millrace.api.stream.CloseReason;
import org.millrace.api.stream.LiveStream;
import org.millrace.vmapp.service.Clients;

/**
 * An application that asks a script. Without one, because it cannot be loaded, what the script
 * would decide fails, and the application's {@code hookFailure} decides.
 */
final class LuaApplication implements Application {
  private final ApplicationContext context;
  private final Path file;
  private final Clients clients = new Clients();
  private final ScriptWatch watch;

  /** Null while there is none that can be used. */
  private volatile @Nullable LoadedScript script;

  private boolean stopped;

  LuaApplication(ApplicationContext context) {
    this.context = context;
    this.file = context.resolve(VmAppSettings.SCRIPT.read(context.settings()));
    this.watch = new ScriptWatch(context.name(), file, this::load);
  }

  @Override
  public void start() {
    VmAppSettings.VM_TYPE.read(context.settings());
    watch.loadNow();
    if (VmAppSettings.SCRIPT_WATCH.read(context.settings())) {
      watch.start();
    }
  }

  @Override
  public synchronized void stop() {
    watch.close();
    stopped = true;
    LoadedScript last = script;
    script = null;
    if (last != null) {
      last.close();
    }
  }

  /** Puts a new load of the file in the place of the old one; one thread at a time. */
  private void load() {
    try {
      replace(LoadedScript.load(context, file, clients));
    } catch (ScriptException e) {
      context
          .log()
          .error(
              script == null ? "the script cannot be used: {}" : "the old script goes on: {}",
              e.getMessage());
    } catch (RuntimeException e) {
      context.log().error("the script is not loaded", e);
    }
  }

  private synchronized void replace(LoadedScript loaded) {
    if (stopped) {
      loaded.close();
      return;
    }
    LoadedScript old = script;
    loaded.describe();
    script = loaded;
    loaded.tell(Hook.ON_START);
    if (old != null) {
      old.close();
      context.log().info("script {} has been loaded again", file.getFileName());
    }
  }

  @Override
  public CompletionStage<Decision> onConnect(ConnectRequest request) {
    return decide(
        Hook.ON_CONNECT,
        it -> it.call(Hook.ON_CONNECT, HookArguments.client(context.name(), request)));
  }

  @Override
  public CompletionStage<Decision> onPublish(Client client, PublishRequest request) {
    return decide(
        Hook.ON_PUBLISH,
        it ->
            it.call(Hook.ON_PUBLISH, HookArguments.client(client), HookArguments.stream(request)));
  }

  @Override
  public CompletionStage<Decision> onPlay(Client client, PlayRequest request) {
    return decide(
            Hook.ON_PLAY,
            it ->
                it.call(Hook.ON_PLAY, HookArguments.client(client), HookArguments.stream(request)))
        .thenApply(decision -> aliased(decision, request.stream()));
  }

  /** What the script says of the stream counts more than its aliases. */
  private Decision aliased(Decision decision, String wanted) {
    LoadedScript current = script;
    if (current != null
        && decision instanceof Decision.Accept accepted
        && accepted.stream() == null) {
      return current
          .services()
          .aliases()
          .take(wanted)
          .<Decision>map(stream -> new Decision.Accept(accepted.recording(), stream))
          .orElse(decision);
    }
    return decision;
  }

  private CompletionStage<Decision> decide(
      Hook hook, Function<LoadedScript, CompletionStage<List<@Nullable Object>>> call) {
    LoadedScript current = script;
    if (current == null) {
      return CompletableFuture.failedStage(
          new ScriptException("script " + file.getFileName() + " could not be loaded"));
    }
    return current.has(hook)
        ? HookAnswer.decision(hook.function(), call.apply(current))
        : Decision.ACCEPTED;
  }

  @Override
  public void onConnected(Client client) {
    clients.add(client);
    tell(Hook.ON_CONNECTED, HookArguments.client(client));
  }

  @Override
  public void onDisconnect(Client client) {
    clients.remove(client);
    tell(Hook.ON_DISCONNECT, HookArguments.client(client));
  }

  @Override
  public @Nullable CompletionStage<@Nullable Object> onCall(
      Client client, String command, List<@Nullable Object> arguments) {
    LoadedScript current = script;
    if (current == null) {
      return null;
    }
    Map<String, Object> who = HookArguments.client(client);
    List<@Nullable Object> all = new ArrayList<>();
    all.add(who);
    if (current.hasCommand(command)) {
      all.addAll(arguments);
      return HookAnswer.command(current.callCommand(command, all));
    }
    if (!current.has(Hook.ON_COMMAND)) {
      return null;
    }
    all.add(command);
    all.addAll(arguments);
    return HookAnswer.command(current.call(Hook.ON_COMMAND, all.toArray()));
  }

  @Override
  public void onStreamPublished(LiveStream stream) {
    tell(Hook.ON_STREAM_PUBLISHED, HookArguments.stream(stream));
  }

  @Override
  public void onStreamUnpublished(LiveStream stream, CloseReason reason) {
    tell(Hook.ON_STREAM_UNPUBLISHED, HookArguments.stream(stream), HookArguments.reason(reason));
  }

  private void tell(Hook hook, Object... arguments) {
    LoadedScript current = script;
    if (current != null) {
      current.tell(hook, arguments);
    }
  }
}
