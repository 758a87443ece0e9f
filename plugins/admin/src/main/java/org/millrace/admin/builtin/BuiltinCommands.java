package org.millrace.admin.builtin;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.event.EventBus;
import org.millrace.admin.inventory.Inventory;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.server.Server;

/** All commands of this plugin. */
public final class BuiltinCommands {
  private BuiltinCommands() {}

  /**
   * Makes the commands.
   *
   * @param context the door to the server
   * @param inventory knows rates and numbers
   * @param events what timers tell goes there
   * @param registry what {@code help} tells of
   * @return all of them
   */
  public static List<Command> of(
      PluginContext context, Inventory inventory, EventBus events, CommandRegistry registry) {
    Server server = context.server();
    Clock clock = Clock.system(ZoneId.systemDefault());
    Targets targets = new Targets(inventory.streams());
    List<CommandGroup> groups =
        List.of(
            new GeneralCommands(server, registry),
            new StreamCommands(inventory.streams(), server.connections()),
            new ConnectionCommands(
                server.connections(),
                inventory.connections(),
                inventory.bandwidth(),
                inventory.bandwidthLimit()),
            new ServiceCommands(server),
            new AliasCommands(server.aliases(), targets, clock),
            new IngestCommands(server.ingestPoints(), targets),
            new StorageCommands(server),
            new RecordingCommands(server.recordings(), targets, clock),
            new LogCommands(server.log()),
            new TimerCommands(context.scheduler(), events, clock),
            new PluginCommands(server));
    return groups.stream().flatMap(group -> group.commands().stream()).toList();
  }
}
