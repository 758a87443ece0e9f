package org.millrace.server.control;

import java.nio.file.Path;
import java.util.List;
import org.millrace.server.plugin.PluginUpdater;

/** {@code plugin load FILE}: loads a jar, in the place of one with its id if there is one. */
public final class LoadPlugin implements ControlCommand {
  private final PluginUpdater plugins;

  /**
   * The command.
   *
   * @param plugins of the server
   */
  public LoadPlugin(PluginUpdater plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<String> words() {
    return List.of("plugin", "load");
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
    return PluginAnswers.of(plugins.load(Path.of(arguments.get(0)).toAbsolutePath().normalize()));
  }
}
