package org.millrace.admin.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.CommandCall;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.command.Reply;
import org.millrace.admin.schema.Field;
import org.millrace.admin.schema.InvalidFieldException;

/** crtmpserver's commands, as JSON both ways. */
final class CommandOperations {
  private final CommandRegistry commands;

  /**
   * A command.
   *
   * @param command see there
   * @param parameters see there
   */
  record CommandRequest(
      @Field(value = "Its name, in any case.", min = 1, max = 100) String command,
      @Field(
              value = "Strings, numbers, truth values, or lists of strings, by name.",
              optional = true)
          @Nullable Map<String, Object> parameters) {}

  /**
   * What the command answers.
   *
   * @param status see there
   * @param description see there
   * @param data see there
   */
  record CommandReply(
      @Field(
              value = "Whether it was done, or is on its way.",
              oneOf = {"SUCCESS", "FAIL"})
          String status,
      @Field("One sentence for people.") String description,
      @Field(value = "What the command tells.", optional = true) @Nullable Object data) {}

  CommandOperations(CommandRegistry commands) {
    this.commands = commands;
  }

  List<Operation> all() {
    return List.of(
        Operation.post("/commands", "runCommand")
            .summary(
                "Runs one of crtmpserver's commands; help lists them. Status 200 if it fails, too.")
            .takes(CommandRequest.class)
            .answers(CommandReply.class)
            .later(this::run));
  }

  private CompletionStage<?> run(RestCall call) {
    CommandRequest request = call.body(CommandRequest.class);
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    Map<String, Object> given = request.parameters() == null ? Map.of() : request.parameters();
    given.forEach((name, value) -> parameters.put(name, texts(name, value)));
    return commands
        .run(new CommandCall(request.command(), parameters))
        .thenApply(
            reply ->
                new CommandReply(
                    reply instanceof Reply.Success ? "SUCCESS" : "FAIL",
                    reply.description(),
                    reply instanceof Reply.Success success ? success.data() : null));
  }

  private static List<String> texts(String name, @Nullable Object value) {
    if (value instanceof Boolean flag) {
      return List.of(flag ? "1" : "0");
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(item -> text(name, item)).toList();
    }
    return List.of(text(name, value));
  }

  private static String text(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw new InvalidFieldException(
        "parameters." + name,
        String.valueOf(value),
        "a string, a number, a truth value, or a list of strings");
  }
}
