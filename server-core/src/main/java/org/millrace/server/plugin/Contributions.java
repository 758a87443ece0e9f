package org.millrace.server.plugin;

import java.util.List;
import java.util.Objects;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.plugin.CommandLineTool;
import org.millrace.api.plugin.MillracePlugin;
import org.millrace.api.plugin.PluginContext;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.RecorderProvider;

/**
 * What a plugin brings.
 *
 * @param context the plugin's door to the host, for what is made by its factories
 * @param protocols its protocols
 * @param applications its types of applications
 * @param recorders its recording formats
 * @param mediaFiles its file formats
 * @param tools its programs for the command line
 */
public record Contributions(
    PluginContext context,
    List<ProtocolFactory> protocols,
    List<ApplicationFactory> applications,
    List<RecorderProvider> recorders,
    List<MediaFileProvider> mediaFiles,
    List<CommandLineTool> tools) {

  public Contributions {
    Objects.requireNonNull(context, "context");
    protocols = copy(protocols, "protocols");
    applications = copy(applications, "applications");
    recorders = copy(recorders, "recorders");
    mediaFiles = copy(mediaFiles, "mediaFiles");
    tools = copy(tools, "tools");
  }

  /** The lists come from plugins: one that gives null is told so. */
  private static <T> List<T> copy(List<T> list, String method) {
    return List.copyOf(Objects.requireNonNull(list, () -> method + "() gave null"));
  }

  /** Asks a plugin that has started. */
  static Contributions of(MillracePlugin plugin, PluginContext context) {
    return new Contributions(
        context,
        plugin.protocols(),
        plugin.applications(),
        plugin.recorders(),
        plugin.mediaFiles(),
        plugin.tools());
  }
}
