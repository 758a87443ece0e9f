package org.millrace.admin.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A command: its declaration, from which {@code help} is made, and what it does.
 *
 * @param name as it is shown; found in any case
 * @param aliases other names
 * @param description one sentence
 * @param parameters what it takes, beside {@code commandId}, which every command takes
 * @param body must not block; a {@link CommandException} that it throws, or with which its stage
 *     fails, is a failure to be told
 */
public record Command(
    String name,
    List<String> aliases,
    String description,
    List<Parameter<?>> parameters,
    Function<Arguments, CompletionStage<Reply>> body) {
  public Command {
    aliases = List.copyOf(aliases);
    parameters = List.copyOf(parameters);
  }

  /**
   * A command that answers at once.
   *
   * @param name as it is shown
   * @param description one sentence
   * @param body what it does; must not block
   * @param parameters what it takes
   * @return the command
   */
  public static Command of(
      String name,
      String description,
      Function<Arguments, Reply> body,
      Parameter<?>... parameters) {
    return later(
        name,
        description,
        arguments -> CompletableFuture.completedStage(body.apply(arguments)),
        parameters);
  }

  /**
   * A command that may take its time.
   *
   * @param name as it is shown
   * @param description one sentence
   * @param body what it does; must not block
   * @param parameters what it takes
   * @return the command
   */
  public static Command later(
      String name,
      String description,
      Function<Arguments, CompletionStage<Reply>> body,
      Parameter<?>... parameters) {
    return new Command(name, List.of(), description, List.of(parameters), body);
  }

  /**
   * The same command with another name, too.
   *
   * @param others more names
   * @return a new command
   */
  public Command alias(String... others) {
    return new Command(name, List.of(others), description, parameters, body);
  }
}
