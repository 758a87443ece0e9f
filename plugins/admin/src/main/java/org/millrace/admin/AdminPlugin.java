package org.millrace.admin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.builtin.BuiltinCommands;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.command.RegisteredCommands;
import org.millrace.admin.ctl.AddressFile;
import org.millrace.admin.ctl.CtlTool;
import org.millrace.admin.ctl.Home;
import org.millrace.admin.event.CommandEvents;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.event.EventSinks;
import org.millrace.admin.event.EventStreams;
import org.millrace.admin.event.ServerEvents;
import org.millrace.admin.event.ServerPhases;
import org.millrace.admin.event.WebhookServices;
import org.millrace.admin.inventory.Inventory;
import org.millrace.admin.json.Json;
import org.millrace.admin.line.CliProtocol;
import org.millrace.admin.line.CliServices;
import org.millrace.admin.line.ReplyWriter;
import org.millrace.admin.rest.RestApi;
import org.millrace.admin.rest.RestServices;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.http.AdminAccess;
import org.millrace.http.HttpRoutes;

/** Puts the parts of administration together. */
public final class AdminPlugin implements MillracePlugin {
  private static final int SECOND_MILLIS = 1000;
  private static final int PHASE_MILLIS = 100;

  /** Ended in the reverse order. */
  private final Deque<Runnable> endings = new ArrayDeque<>();

  private @Nullable CliServices commandLine;

  @Override
  public List<Setting<?>> settings() {
    return AdminSettings.ALL;
  }

  @Override
  public void start(PluginContext context) {
    Json json = new Json();
    AdminSettings settings = AdminSettings.of(context.settings());
    Inventory inventory = Inventory.of(context.streams(), context.server().connections());
    endings.push(context.server().addListener(inventory.unloaded())::close);
    everySecond(context, inventory::sample);
    everySecond(
        context,
        AddressFile.keeper(
            Home.folder(), context.server(), context.fileLoops().next(), context.log()));
    EventBus events = new EventBus(json, Clock.systemUTC());
    EventStreams streams = new EventStreams(settings.streamLimits(), context.log());
    endings.push(streams::close);
    EventSinks sinks = addSinks(context, settings, events);
    endings.push(context.server().addListener(new ServerEvents(events))::close);
    CommandRegistry commands = commands(context, inventory, events);
    AdminAccess access = context.service(AdminAccess.class);
    commandLine = new CliServices(commands, new ReplyWriter(json), access);
    RestApi api =
        new RestServices(
                json, context.server(), inventory, commands, access, events, streams, sinks)
            .api();
    api.mount(context.service(HttpRoutes.class));
    endings.push(api::close);
    tellPhases(context, events);
  }

  private void tellPhases(PluginContext context, EventBus events) {
    ServerPhases phases = new ServerPhases(context.server()::state, events);
    var unused =
        context
            .scheduler()
            .scheduleWithFixedDelay(phases, PHASE_MILLIS, PHASE_MILLIS, TimeUnit.MILLISECONDS);
    // Whoever stops at once is told, too.
    endings.push(phases);
  }

  private static void everySecond(PluginContext context, Runnable work) {
    var unused =
        context
            .scheduler()
            .scheduleWithFixedDelay(work, SECOND_MILLIS, SECOND_MILLIS, TimeUnit.MILLISECONDS);
  }

  private EventSinks addSinks(PluginContext context, AdminSettings settings, EventBus events) {
    WebhookServices services = new WebhookServices(settings.webhookLimits(), context.scheduler());
    EventSinks sinks = new EventSinks(events, services, context.log());
    settings.webhooks().forEach(sinks::add);
    Path configuration = context.server().info().configurationFile();
    settings
        .eventFile()
        .ifPresent(
            file ->
                sinks.add(
                    configuration.resolveSibling(file).normalize(),
                    settings.eventFileBytes(),
                    context.fileLoops().next()));
    endings.push(sinks::close);
    return sinks;
  }

  private static CommandRegistry commands(
      PluginContext context, Inventory inventory, EventBus events) {
    RegisteredCommands commands = new RegisteredCommands(context.log());
    var unused = commands.register(BuiltinCommands.of(context, inventory, events, commands));
    CommandRegistry told = new CommandEvents(commands, events);
    context.offer(CommandRegistry.class, told);
    return told;
  }

  @Override
  public void stop() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
  }

  @Override
  public List<ProtocolFactory> protocols() {
    return List.of(new CliProtocol(() -> Objects.requireNonNull(commandLine, "not started")));
  }

  @Override
  public List<CommandLineTool> tools() {
    return List.of(new CtlTool());
  }

  @Override
  public List<ApplicationFactory> applications() {
    return List.of(new AdminApplication.Factory());
  }
}
