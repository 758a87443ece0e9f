package org.millrace.admin.builtin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.millrace.admin.command.Command;
import org.millrace.admin.command.Parameter;
import org.millrace.admin.command.Reply;
import org.millrace.admin.view.ApplicationView;
import org.millrace.admin.view.PluginView;
import org.millrace.api.server.Outcome;
import org.millrace.api.server.Server;

/** Plugins, applications and the configuration: commands that crtmpserver's line has not. */
final class PluginCommands implements CommandGroup {
  private static final Parameter<String> ID = Parameter.text("id", "The plugin's id.").required();

  private static final Parameter<Boolean> DEPENDENTS =
      Parameter.flag("dependents", "Unload those that need it, too.").or(false);

  private final Server server;

  PluginCommands(Server server) {
    this.server = server;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "listApplications",
            "Lists the applications.",
            given ->
                Reply.success(
                    "Available applications",
                    server.applications().stream().map(ApplicationView::of).toList())),
        Command.of(
            "listPlugins",
            "Lists the plugins that are loaded.",
            given ->
                Reply.success(
                    "Available plugins",
                    server.plugins().list().stream().map(PluginView::of).toList())),
        Command.later(
            "loadPlugin",
            "Loads a plugin that was unloaded.",
            given -> told("Plugin loaded", server.plugins().reload(given.get(ID))),
            ID),
        Command.later(
            "reloadPlugin",
            "Loads a plugin again, from its file as it is now.",
            given -> told("Plugin reloaded", server.plugins().reload(given.get(ID))),
            ID),
        Command.later(
            "unloadPlugin",
            "Unloads a plugin.",
            given ->
                told(
                    "Plugin unloaded",
                    server.plugins().unload(given.get(ID), given.get(DEPENDENTS))),
            ID,
            DEPENDENTS),
        Command.later(
            "checkConfiguration",
            "Looks whether the configuration's file could be used.",
            given -> told("Configuration is good", server.configuration().check())),
        Command.later(
            "reloadConfiguration",
            "Reads the configuration again, and changes what is different.",
            given -> told("Configuration reloaded", server.configuration().reload())));
  }

  private static CompletionStage<Reply> told(String done, CompletionStage<Outcome> outcome) {
    return outcome.thenApply(
        result ->
            result.done()
                ? Reply.success(done, Map.of("lines", result.lines()))
                : Reply.failure(String.join("; ", result.lines())));
  }
}
