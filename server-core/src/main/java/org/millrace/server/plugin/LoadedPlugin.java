package org.millrace.server.plugin;

import java.nio.file.Path;
import java.util.List;
import org.millrace.api.config.Setting;

/**
 * A plugin whose classes are loaded.
 *
 * @param id its id
 * @param version its semantic version
 * @param file its jar in the plugins folder
 * @param module the module that it is
 * @param settings the keys of its table in the configuration
 */
public record LoadedPlugin(
    String id, String version, Path file, String module, List<Setting<?>> settings) {
  public LoadedPlugin {
    settings = List.copyOf(settings);
  }

  /** {@code rtmp 0.9.0 (rtmp-0.9.0.jar)}. */
  @Override
  public String toString() {
    return id + " " + version + " (" + file.getFileName() + ")";
  }
}
