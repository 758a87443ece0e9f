package org.millrace.httpts;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * The settings of the plugin.
 *
 * @param waitForStream how long a player waits for a stream that is not live
 * @param startParameter whether a player may say where it starts
 */
record HttpTsSettings(Duration waitForStream, boolean startParameter) {

  private static final Setting<Duration> WAIT_FOR_STREAM =
      Setting.duration(
          "waitForStream",
          Duration.ofSeconds(3),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "How long a player of MPEG-TS over HTTP waits for a stream that is not live before it is"
              + " told so (status 404)");

  private static final Setting<Boolean> START_PARAMETER =
      Setting.flag(
          "startParameter",
          true,
          "Whether a player of MPEG-TS over HTTP may say where it starts (?start=keyframe, gop or"
              + " catchup) instead of the application's startMode");

  /** All of them. */
  static final List<Setting<?>> ALL = List.of(WAIT_FOR_STREAM, START_PARAMETER);

  static HttpTsSettings of(ConfigNode.Table plugin) {
    return new HttpTsSettings(WAIT_FOR_STREAM.read(plugin), START_PARAMETER.read(plugin));
  }
}
