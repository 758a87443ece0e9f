package org.millrace.server.control;

import java.util.List;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin reload ID}: loads a plugin again, from its file as it is now. */
public final class ReloadPlugin implements ControlCommand {
  private final PluginUpdater plugins;

  /**
   * The command.
   *
   * @param plugins of the server
   */
  public ReloadPlugin(PluginUpdater plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "reload");
  }

  @Override
  public String parameters() {
    return "ID";
  }

  @Override
  public ControlAnswer run(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new UsageException();
    }
    return PluginAnswers.of(plugins.reload(arguments.get(0)));
  }
}
