package org.millrace.dash.plugin;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.dash.manifest.ManifestOptions;

/** What the plugin is told by the configuration. */
final class DashSettings {
  private static final Setting<Boolean> LOW_LATENCY =
      Setting.flag(
          "lowLatency",
          true,
          "Whether the segment that is being made is listed, and sent as it grows");
  private static final Setting<Duration> TARGET_LATENCY =
      Setting.duration(
          "targetLatency",
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          "How far behind the encoder players of low latency are to be");

  static final List<Setting<?>> ALL = List.of(LOW_LATENCY, TARGET_LATENCY);

  private DashSettings() {}

  static ManifestOptions read(ConfigNode.Table table) {
    return new ManifestOptions(LOW_LATENCY.read(table), TARGET_LATENCY.read(table));
  }
}
