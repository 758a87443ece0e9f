package org.millrace.api.plugin;

import java.util.List;
import org.millrace.api.application.ApplicationFactory;
import org.millrace.api.config.Setting;
import org.millrace.api.contract.PluginImplemented;
import org.millrace.api.contract.Stable;
import org.millrace.api.protocol.ProtocolFactory;
import org.millrace.api.recording.MediaFileProvider;
import org.millrace.api.recording.RecorderProvider;

/**
 * The entry of a plugin, found as a service of its module. Every method has a default.
 *
 * <p>The host makes one object, calls {@link #start} once, then each of the contribution methods
 * once, all on one thread; and {@link #stop} once. What the plugin contributed, and what it
 * registered through its {@link PluginContext}, is taken back by the host when it stops. A plugin
 * that throws is left out, with the plugins that need it, and reported with its cause.
 */
@Stable(since = "0.9.0")
@PluginImplemented
public interface MillracePlugin {

  /**
   * The keys of {@code configuration.plugins["<plugin id>"]}. Called before {@link #start}, also
   * when a configuration is only checked.
   *
   * @return never null
   */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /**
   * Starts. May block for a short while; must not leave threads behind that {@link #stop} does not
   * end.
   *
   * @param context the plugin's one door to the host; valid until {@link #stop} returns
   */
  default void start(PluginContext context) {}

  /** Stops. Its connections are closed before. May block for a short while. */
  default void stop() {}

  /**
   * Protocols.
   *
   * @return never null
   */
  default List<ProtocolFactory> protocols() {
    return List.of();
  }

  /**
   * Types of applications.
   *
   * @return never null
   */
  default List<ApplicationFactory> applications() {
    return List.of();
  }

  /**
   * Recording formats.
   *
   * @return never null
   */
  default List<RecorderProvider> recorders() {
    return List.of();
  }

  /**
   * File formats to read.
   *
   * @return never null
   */
  default List<MediaFileProvider> mediaFiles() {
    return List.of();
  }

  /**
   * Programs for the command line.
   *
   * @return never null
   */
  default List<CommandLineTool> tools() {
    return List.of();
  }
}
