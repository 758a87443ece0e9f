package org.millrace.server.control;

import java.util.List;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin list}: the plugins that are loaded. */
public final class ListPlugins implements ControlCommand {
  private final PluginUpdater plugins;

  /**
   * The command.
   *
   * @param plugins of the server
   */
  public ListPlugins(PluginUpdater plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "list");
  }

  @Override
  public String parameters() {
    return "[--json]";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    return switch (String.join(" ", arguments)) {
      case "" -> ControlAnswer.done(table());
      case "--json" -> ControlAnswer.done(List.of(json()));
      default -> throw new UsageException();
    };
  }

  private List<String> table() {
    TextTable table = new TextTable();
    plugins
        .plugins()
        .forEach(
            plugin ->
                table.add(
                    plugin.id(), plugin.version(), String.valueOf(plugin.file().getFileName())));
    return table.lines();
  }

  private String json() {
    return JsonText.array(
        plugins.plugins().stream()
            .map(
                plugin ->
                    JsonText.object()
                        .with("id", plugin.id())
                        .with("version", plugin.version())
                        .with("file", plugin.file().toString())
                        .with("module", plugin.module())
                        .text())
            .toList());
  }
}
