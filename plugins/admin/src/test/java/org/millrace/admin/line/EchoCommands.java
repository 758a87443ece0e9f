package org.millrace.admin.line;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.logging.log4j.LogManager;
import org.millrace.admin.FakeAccess;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.RegisteredCommands;
import org.millrace.admin.command.Reply;
import org.millrace.admin.json.Json;

/** Commands for tests. */
final class EchoCommands {
  private static final Parameter<String> TEXT = Parameter.text("text", "What to say.").required();

  /** What {@code wait} answers. */
  final CompletableFuture<Reply> later = new CompletableFuture<>();

  final FakeAccess access = new FakeAccess();

  CliServices services() {
    RegisteredCommands commands = new RegisteredCommands(LogManager.getLogger("test"));
    var unused =
        commands.register(
            List.of(
                Command.of(
                    "echo",
                    "Says it again.",
                    arguments -> Reply.success("Said", Map.of("text", arguments.get(TEXT))),
                    TEXT),
                Command.later("wait", "Answers later.", arguments -> later)));
    return new CliServices(commands, new ReplyWriter(new Json()), access);
  }
}
