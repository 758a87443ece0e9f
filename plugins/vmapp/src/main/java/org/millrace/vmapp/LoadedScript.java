package org.millrace.vmapp;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.millrace.api.application.ApplicationContext;
import org.millrace.api.script.Script;
import org.millrace.api.script.ScriptException;
import org.millrace.api.script.ScriptOptions;
import org.millrace.vmapp.service.Clients;
import org.millrace.vmapp.service.Services;

/** One load of a script, and what it has begun by its services: both end together. */
final class LoadedScript implements AutoCloseable {
  private static final String COMMANDS = "commands.";

  /** What its last function may take. */
  private static final long STOP_SECONDS = 2;

  private final ApplicationContext context;
  private final Script script;
  private final Services services;
  private final Map<Hook, String> hooks = new EnumMap<>(Hook.class);
  private final Set<String> commands;

  private LoadedScript(ApplicationContext context, Script script, Services services) {
    this.context = context;
    this.script = script;
    this.services = services;
    for (Hook hook : Hook.values()) {
      String name = hook.in(script.functions());
      if (!name.isEmpty()) {
        hooks.put(hook, name);
      }
    }
    commands =
        script.functions().stream()
            .filter(name -> name.startsWith(COMMANDS))
            .map(name -> name.substring(COMMANDS.length()))
            .collect(Collectors.toUnmodifiableSet());
    services
        .relays()
        .listen(
            relay -> tell(Hook.ON_RELAY_STARTED, relay),
            (relay, reason) -> tell(Hook.ON_RELAY_ENDED, relay, reason));
  }

  /**
   * Loads a script. Blocks while it runs.
   *
   * @param context the application's
   * @param file the script
   * @param clients those that the application has
   * @throws ScriptException if it fails
   */
  static LoadedScript load(ApplicationContext context, Path file, Clients clients) {
    Services services =
        new Services(
            context,
            clients,
            VmAppSettings.SCRIPT_SETTINGS.read(context.settings()),
            VmAppSettings.services(context.settings()));
    boolean loaded = false;
    try {
      ScriptOptions options =
          new ScriptOptions(
              services.globals(),
              VmAppSettings.loading(context.settings()),
              VmAppSettings.calls(context.settings()));
      Script script = context.plugin().scripts().load(file, options);
      loaded = true;
      return new LoadedScript(context, script, services);
    } finally {
      if (!loaded) {
        services.close();
      }
    }
  }

  /** Says what there is, and what crtmpserver's names are called by. */
  void describe() {
    hooks.forEach(
        (hook, name) -> {
          if (name.equals(hook.oldName())) {
            context.log().warn("{} is called as {}", name, hook.function());
          }
        });
    Set<String> ignored =
        script.functions().stream()
            .filter(name -> name.startsWith("customhandlers.") && !hooks.containsValue(name))
            .collect(Collectors.toSet());
    ignored.forEach(name -> context.log().warn("{} is never called", name));
    context.log().info("hooks: {}; commands: {}", hooks.values(), commands);
  }

  boolean has(Hook hook) {
    return hooks.containsKey(hook);
  }

  boolean hasCommand(String command) {
    return commands.contains(command);
  }

  Services services() {
    return services;
  }

  /** Calls a hook that there is. */
  CompletionStage<List<@Nullable Object>> call(Hook hook, @Nullable Object... arguments) {
    return script.call(hooks.getOrDefault(hook, hook.function()), Arrays.asList(arguments));
  }

  CompletionStage<List<@Nullable Object>> callCommand(
      String command, List<@Nullable Object> arguments) {
    return script.call(COMMANDS + command, arguments);
  }

  /** Calls a hook that decides nothing, if it is there. */
  CompletionStage<?> tell(Hook hook, @Nullable Object... arguments) {
    return has(hook)
        ? call(hook, arguments)
            .whenComplete((results, failure) -> services.report(hook.function(), failure))
        : CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    try {
      tell(Hook.ON_STOP)
          .toCompletableFuture()
          .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
          .exceptionally(failure -> null)
          .join();
    } finally {
      services.close();
      script.close();
    }
  }
}
