package org.millrace.admin.builtin;

import java.util.List;
import java.util.Optional;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.server.ServiceInfo;
import org.millrace.api.server.Services;

/** Acceptors. */
final class ServiceCommands implements CommandGroup {
  private static final Parameter<Long> ID =
      Parameter.number("id", 1, Long.MAX_VALUE, "The acceptor's number.").required();

  private static final Parameter<Boolean> ENABLE =
      Parameter.flag("enable", "Whether it lets peers in.").required();

  private final Services services;

  ServiceCommands(Services services) {
    this.services = services;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listServices",
            "Lists the acceptors.",
            given ->
                Reply.success(
                    "Available services", services.list().stream().map(Shapes::service).toList())),
        Command.of(
            "enableService",
            "Lets peers in, or sends them away; those that are there stay.",
            this::enable,
            ID,
            ENABLE));
  }

  private Reply enable(Arguments given) {
    ServiceInfo service = existing(given.get(ID));
    services.enable(service.id(), given.get(ENABLE));
    return Reply.success("Status changed", Shapes.service(existing(given.get(ID))));
  }

  private ServiceInfo existing(long id) {
    Optional<ServiceInfo> found =
        services.list().stream().filter(service -> Shapes.number(service.id()) == id).findFirst();
    return found.orElseThrow(() -> new CommandException("Service with id " + id + " not found"));
  }
}
