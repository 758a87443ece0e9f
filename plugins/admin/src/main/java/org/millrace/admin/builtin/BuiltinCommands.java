package org.millrace.admin.builtin;

import java.util.List;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.inventory.Inventory;
import org.millrace.api.server.Server;

/** All commands of this plugin. */
public final class BuiltinCommands {
  private BuiltinCommands() {}

  /**
   * Makes the commands.
   *
   * @param server what they are about
   * @param inventory knows rates and numbers
   * @param registry what {@code help} tells of
   * @return all of them
   */
  public static List<Command> of(Server server, Inventory inventory, CommandRegistry registry) {
    List<CommandGroup> groups =
        List.of(
            new GeneralCommands(server, registry),
            new StreamCommands(inventory.streams(), server.connections()),
            new ConnectionCommands(
                server.connections(),
                inventory.connections(),
                inventory.bandwidth(),
                inventory.bandwidthLimit()),
            new ServiceCommands(server.services()),
            new PluginCommands(server));
    return groups.stream().flatMap(group -> group.commands().stream()).toList();
  }
}
