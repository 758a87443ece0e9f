package org.millrace.admin.builtin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandRegistry;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.server.Server;
import org.millrace.api.server.ServerInfo;

/** help, version, quit, shutdownServer. */
final class GeneralCommands implements CommandGroup {
  private static final String KEY_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final int KEY_LENGTH = 16;

  private static final Parameter<String> KEY =
      Parameter.text("key", "What the first call has answered.");

  private final Server server;
  private final CommandRegistry registry;
  private final SecureRandom random = new SecureRandom();
  private String shutdownKey = "";

  GeneralCommands(Server server, CommandRegistry registry) {
    this.server = server;
    this.registry = registry;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of("help", "Lists the commands.", given -> help()),
        Command.of("version", "Tells what the server is.", given -> version()),
        Command.of("quit", "Ends the connection.", given -> Reply.success("Bye!")),
        Command.of(
            "shutdownServer",
            "Stops the server: the first call answers a key, which the second one must have.",
            this::shutdown,
            KEY));
  }

  private Reply help() {
    return Reply.success(
        "Available commands", registry.commands().stream().map(GeneralCommands::describe).toList());
  }

  private static Map<String, Object> describe(Command command) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("command", command.name());
    shape.put("description", command.description());
    shape.put("deprecated", false);
    shape.put("parameters", command.parameters().stream().map(GeneralCommands::describe).toList());
    return shape;
  }

  private static Map<String, Object> describe(Parameter<?> parameter) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("name", parameter.name());
    shape.put("description", parameter.description());
    shape.put("mandatory", parameter.isMandatory());
    shape.put("defaultValue", parameter.defaultText());
    if (!parameter.range().isEmpty()) {
      shape.put("range", parameter.range());
    }
    return shape;
  }

  private Reply version() {
    ServerInfo info = server.info();
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("banner", "Millrace " + info.version());
    shape.put("releaseNumber", info.version());
    shape.put("buildNumber", info.version());
    shape.put("buildDate", "");
    shape.put("codeName", "Millrace");
    shape.put("apiVersion", info.apiVersion());
    shape.put("javaVersion", info.javaVersion());
    return Reply.success("Version", shape);
  }

  private synchronized Reply shutdown(Arguments given) {
    String key = given.find(KEY).orElse("");
    if (key.isEmpty()) {
      shutdownKey = newKey();
      return Reply.success(
          "Call shutdownserver again with the provided key", Map.of("key", shutdownKey));
    }
    if (!MessageDigest.isEqual(
        key.getBytes(StandardCharsets.UTF_8), shutdownKey.getBytes(StandardCharsets.UTF_8))) {
      return Reply.failure("Shutdown key provided is invalid");
    }
    server.shutdown("command shutdownServer");
    return Reply.success("Server is shutting down");
  }

  private String newKey() {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < KEY_LENGTH; i++) {
      key.append(KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length())));
    }
    return key.toString();
  }
}
