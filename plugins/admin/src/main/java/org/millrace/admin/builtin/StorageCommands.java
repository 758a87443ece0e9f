package org.millrace.admin.builtin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.millrace.admin.command.Arguments;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.CommandException;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.api.application.RefusedException;
import org.millrace.api.server.ApplicationInfo;
import org.millrace.api.server.MediaStorage;
import org.millrace.api.server.Server;

/** Where applications look for files to play. */
final class StorageCommands implements CommandGroup {
  private static final Parameter<String> MEDIA_FOLDER =
      Parameter.text("mediaFolder", "The folder, as an absolute path of the server's machine.")
          .required();

  private static final Parameter<String> NAME =
      Parameter.text("name", "Its name; else that of the folder.");

  private static final Parameter<String> GONE =
      Parameter.text("name", "The name of a storage that was added.").required();

  private static final Parameter<String> DESCRIPTION =
      Parameter.text("description", "For people.").or("");

  private static final Parameter<String> APPLICATION =
      Parameter.text("application", "Whose; else the default application's.");

  private final Server server;

  StorageCommands(Server server) {
    this.server = server;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listStorage",
            "Lists the folders in which files to play are looked for.",
            given ->
                Reply.success(
                    "Available storages",
                    server.storages().list().stream().map(StorageCommands::shape).toList())),
        Command.later(
            "addStorage",
            "Adds such a folder, until the server stops.",
            this::add,
            MEDIA_FOLDER,
            NAME,
            DESCRIPTION,
            APPLICATION),
        Command.later(
            "removeStorage", "Takes away one that was added.", this::remove, GONE, APPLICATION));
  }

  private CompletionStage<Reply> add(Arguments given) {
    Path folder = folder(given.get(MEDIA_FOLDER));
    String name = given.find(NAME).orElseGet(() -> String.valueOf(folder.getFileName()));
    return server
        .storages()
        .add(application(given), name, folder, given.get(DESCRIPTION))
        .handle(
            (storage, failure) ->
                storage == null
                    ? Reply.failure("Unable to create storage: " + reason(failure))
                    : Reply.success("Storage created", shape(storage)));
  }

  private static Path folder(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandException("mediaFolder: " + e.getMessage());
    }
  }

  private CompletionStage<Reply> remove(Arguments given) {
    String name = given.get(GONE);
    return server
        .storages()
        .remove(application(given), name)
        .handle(
            (found, failure) -> {
              if (failure != null) {
                return Reply.failure("Unable to remove storage: " + reason(failure));
              }
              return found
                  ? Reply.success("Storage removed", Map.of("name", name))
                  : Reply.failure("Storage " + name + " not found");
            });
  }

  private String application(Arguments given) {
    return given
        .find(APPLICATION)
        .or(
            () ->
                server.applications().stream()
                    .filter(ApplicationInfo::isDefault)
                    .map(ApplicationInfo::name)
                    .findFirst())
        .orElseThrow(APPLICATION::invalid);
  }

  private static String reason(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof RefusedException refused) {
      return String.valueOf(refused.getMessage());
    }
    throw new CompletionException(cause);
  }

  private static Map<String, Object> shape(MediaStorage storage) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("appName", storage.application());
    shape.put("name", storage.name());
    shape.put("mediaFolder", storage.mediaFolder().toString());
    shape.put("description", storage.description());
    shape.put("configured", storage.configured());
    return shape;
  }
}
