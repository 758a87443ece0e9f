package org.millrace.server.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.millrace.server.plugin.PluginDetails;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin info ID}: all that is known of a plugin. */
public final class ShowPlugin implements ControlCommand {
  private final PluginUpdater plugins;
  private final Function<String, Map<String, List<String>>> contributions;

  /**
   * The command.
   *
   * @param plugins of the server
   * @param contributions what a plugin brings and who uses it, by the kind of it, in order
   */
  public ShowPlugin(
      PluginUpdater plugins, Function<String, Map<String, List<String>>> contributions) {
    this.plugins = plugins;
    this.contributions = contributions;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "info");
  }

  @Override
  public String parameters() {
    return "ID [--json]";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    boolean json = arguments.size() == 2 && arguments.get(1).equals("--json");
    if (arguments.size() != (json ? 2 : 1)) {
      throw new UsageException();
    }
    String id = arguments.get(0);
    return plugins
        .find(id)
        .map(details -> ControlAnswer.done(json ? List.of(json(details)) : lines(details)))
        .orElseGet(() -> ControlAnswer.failed(List.of("plugin " + id + " is not loaded")));
  }

  private List<String> lines(PluginDetails details) {
    TextTable table = new TextTable();
    table.add("id", details.plugin().id());
    table.add("version", details.plugin().version());
    table.add("file", details.plugin().file().toString());
    table.add("module", details.plugin().module());
    table.add("plugin-api", details.requires());
    addIfAny(table, "needs", details.dependencies());
    addIfAny(table, "needed by", details.dependents());
    contributions.apply(details.plugin().id()).forEach((kind, list) -> addIfAny(table, kind, list));
    addIfAny(table, "earlier versions not collected yet", earlierVersions(details.plugin().id()));
    addIfAny(table, "description", texts(details.description()));
    addIfAny(table, "provider", texts(details.provider()));
    addIfAny(table, "license", texts(details.license()));
    return new ArrayList<>(table.lines());
  }

  /** Normal until the next full garbage collection. */
  private List<String> earlierVersions(String id) {
    return plugins.inMemory().stream().filter(name -> name.startsWith(id + " ")).toList();
  }

  private static List<String> texts(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static void addIfAny(TextTable table, String name, List<String> values) {
    if (!values.isEmpty()) {
      table.add(name, String.join(", ", values));
    }
  }

  private String json(PluginDetails details) {
    JsonText object =
        JsonText.object()
            .with("id", details.plugin().id())
            .with("version", details.plugin().version())
            .with("file", details.plugin().file().toString())
            .with("module", details.plugin().module())
            .with("requires", details.requires())
            .with("dependencies", details.dependencies())
            .with("dependents", details.dependents())
            .with("description", details.description())
            .with("provider", details.provider())
            .with("license", details.license());
    contributions.apply(details.plugin().id()).forEach(object::with);
    return object.text();
  }
}
