package org.millrace.admin.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.command.Reply;

/** Tells of each command, when it comes and when it is answered. Thread-safe. */
public final class CommandEvents implements CommandRegistry {
  private static final Set<String> SECRETS = secrets("token", "key", "privateStreamName");
  private static final String HIDDEN = "***";

  private final CommandRegistry commands;
  private final EventBus bus;

  /**
   * The same commands.
   *
   * @param commands that are run
   * @param bus where events go
   */
  public CommandEvents(CommandRegistry commands, EventBus bus) {
    this.commands = commands;
    this.bus = bus;
  }

  @Override
  public Registration register(List<Command> more) {
    return commands.register(more);
  }

  @Override
  public List<Command> commands() {
    return commands.commands();
  }

  @Override
  public CompletionStage<Reply> run(CommandCall call) {
    String commandId = call.text(CommandCall.COMMAND_ID);
    Map<String, @Nullable Object> request = payload(call.name(), commandId);
    request.put("parameters", parameters(call.without(CommandCall.COMMAND_ID)));
    bus.tell("cliRequest", request);
    return commands
        .run(call)
        .thenApply(
            reply -> {
              Map<String, @Nullable Object> response = payload(call.name(), commandId);
              response.put("status", reply instanceof Reply.Success ? "SUCCESS" : "FAIL");
              response.put("description", reply.description());
              bus.tell("cliResponse", response);
              return reply;
            });
  }

  private static Map<String, @Nullable Object> payload(String command, String commandId) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>();
    payload.put("command", command);
    payload.put(CommandCall.COMMAND_ID, commandId);
    return payload;
  }

  private static Map<String, String> parameters(CommandCall call) {
    Map<String, String> shown = new LinkedHashMap<>();
    call.parameters()
        .forEach(
            (name, pieces) ->
                shown.put(name, SECRETS.contains(name) ? HIDDEN : String.join(",", pieces)));
    return shown;
  }

  private static Set<String> secrets(String... names) {
    Set<String> secrets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    secrets.addAll(List.of(names));
    return secrets;
  }
}
