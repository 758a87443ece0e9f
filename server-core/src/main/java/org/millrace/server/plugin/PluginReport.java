package org.millrace.server.plugin;

import java.util.List;

/**
 * What came of a wish to change the plugins.
 *
 * @param done whether it was fulfilled
 * @param lines what happened, or why nothing did; for people
 */
public record PluginReport(boolean done, List<String> lines) {
  public PluginReport {
    lines = List.copyOf(lines);
  }

  static PluginReport refused(String reason) {
    return new PluginReport(false, List.of(reason));
  }
}
