package org.millrace.server.plugin;

import java.nio.file.Path;

/**
 * A plugin that was left out.
 *
 * @param file its jar in the plugins folder
 * @param id its id; "" if the jar does not tell
 * @param reason what was found, and what is expected; one line
 */
public record PluginFailure(Path file, String id, String reason) {

  /** {@code plugin rtmp (rtmp-0.9.0.jar): needs plugin flv, which is not there}. */
  @Override
  public String toString() {
    String name = String.valueOf(file.getFileName());
    return (id.isEmpty() ? name : "plugin " + id + " (" + name + ")") + ": " + reason;
  }
}
