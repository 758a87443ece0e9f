package org.millrace.server.control;

import java.nio.file.Path;
import java.util.List;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin check FILE}: what would keep a jar from being loaded. */
public final class CheckPlugin implements ControlCommand {
  private final PluginUpdater plugins;

  /**
   * The command.
   *
   * @param plugins of the server
   */
  public CheckPlugin(PluginUpdater plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "check");
  }

  @Override
  public String parameters() {
    return "FILE";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new UsageException();
    }
    List<String> problems = plugins.check(Path.of(arguments.get(0)).toAbsolutePath().normalize());
    return problems.isEmpty()
        ? ControlAnswer.done(List.of(arguments.get(0) + ": fine"))
        : ControlAnswer.failed(problems);
  }
}
