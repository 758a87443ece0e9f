package org.millrace.admin.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** The commands of this plugin and of others. Thread-safe. */
public final class RegisteredCommands implements CommandRegistry {
  private final Logger log;
  private final Map<String, Command> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * No commands yet.
   *
   * @param log gets the stacks of commands that fail by a bug
   */
  public RegisteredCommands(Logger log) {
    this.log = log;
  }

  @Override
  public synchronized Registration register(List<Command> commands) {
    for (Command command : commands) {
      names(command)
          .filter(byName::containsKey)
          .findFirst()
          .ifPresent(
              taken -> {
                throw new IllegalStateException(
                    "command " + taken + ": is there (expected: a new name)");
              });
    }
    commands.forEach(command -> names(command).forEach(name -> byName.put(name, command)));
    return () -> remove(commands);
  }

  private synchronized void remove(List<Command> commands) {
    byName.values().removeIf(commands::contains);
  }

  private static Stream<String> names(Command command) {
    return Stream.concat(Stream.of(command.name()), command.aliases().stream());
  }

  @Override
  public synchronized List<Command> commands() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getKey().equals(entry.getValue().name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private synchronized @Nullable Command find(String name) {
    return byName.get(name);
  }

  @Override
  public CompletionStage<Reply> run(CommandCall call) {
    Command command = find(call.name());
    if (command == null) {
      return CompletableFuture.completedStage(
          Reply.failure("command " + call.name() + " not known. Type help for list of commands"));
    }
    try {
      Arguments arguments =
          Arguments.of(command.parameters(), call.without(CommandCall.COMMAND_ID).parameters());
      return command.body().apply(arguments).exceptionally(failure -> failed(command, failure));
    } catch (RuntimeException e) {
      return CompletableFuture.completedStage(failed(command, e));
    }
  }

  private Reply failed(Command command, Throwable failure) {
    if (failure instanceof CommandException told) {
      return Reply.failure(String.valueOf(told.getMessage()));
    } else if (failure instanceof CompletionException && failure.getCause() != null) {
      return failed(command, failure.getCause());
    }
    log.error("command {} fails", command.name(), failure);
    return Reply.failure("Unable to enqueue call");
  }
}
