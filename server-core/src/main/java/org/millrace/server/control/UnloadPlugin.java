package org.millrace.server.control;

import java.util.List;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin unload ID}: unloads a plugin until its file changes or it is loaded again. */
public final class UnloadPlugin implements ControlCommand {
  private final PluginUpdater plugins;

  /**
   * The command.
   *
   * @param plugins of the server
   */
  public UnloadPlugin(PluginUpdater plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "unload");
  }

  @Override
  public String parameters() {
    return "ID [--dependents]";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    boolean dependents = arguments.size() == 2 && arguments.get(1).equals("--dependents");
    if (arguments.isEmpty() || arguments.size() > 2 || (arguments.size() == 2 && !dependents)) {
      throw new UsageException();
    }
    return PluginAnswers.of(plugins.unload(arguments.get(0), dependents));
  }
}
