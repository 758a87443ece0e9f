package org.millrace.metrics;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * What is set in {@code configuration.plugins.metrics}.
 *
 * @param isPublic whether everybody may see the figures
 * @param streamLimit how many streams have figures of their own
 * @param healthDelay how long an event loop may take to answer
 */
record MetricsSettings(boolean isPublic, int streamLimit, Duration healthDelay) {

  private static final Setting<Boolean> PUBLIC =
      Setting.flag(
          "public",
          false,
          "Whether everybody may read /metrics; else the administrator alone, with a token.");

  private static final Setting<Integer> STREAM_LIMIT =
      Setting.integer(
          "streamLimit",
          100,
          0,
          10_000,
          "Streams that have figures of their own in /metrics; those of all others are added up"
              + " under the name _others.");

  private static final Setting<Duration> HEALTH_DELAY =
      Setting.duration(
          "healthDelay",
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          "How long an event loop may take to answer before /healthz says that the server is down.");

  static final List<Setting<?>> ALL = List.of(PUBLIC, STREAM_LIMIT, HEALTH_DELAY);

  static MetricsSettings of(ConfigNode.Table table) {
    return new MetricsSettings(
        PUBLIC.read(table), STREAM_LIMIT.read(table), HEALTH_DELAY.read(table));
  }
}
