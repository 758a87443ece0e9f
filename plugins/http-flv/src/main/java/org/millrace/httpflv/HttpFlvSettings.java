package org.millrace.httpflv;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * The settings of the plugin.
 *
 * @param waitForStream how long a player waits for a stream that is not live
 * @param startParameter whether a player may say where it starts
 * @param publish whether streams may be published
 * @param maxTagBytes length of the longest tag of a publisher
 */
record HttpFlvSettings(
    Duration waitForStream, boolean startParameter, boolean publish, int maxTagBytes) {

  private static final Setting<Duration> WAIT_FOR_STREAM =
      Setting.duration(
          "waitForStream",
          Duration.ofSeconds(3),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "How long a player of FLV over HTTP waits for a stream that is not live before it is told"
              + " so (status 404)");

  private static final Setting<Boolean> START_PARAMETER =
      Setting.flag(
          "startParameter",
          true,
          "Whether a player of FLV over HTTP may say where it starts (?start=keyframe, gop or"
              + " catchup) instead of the application's startMode");

  private static final Setting<Boolean> PUBLISH =
      Setting.flag(
          "publish",
          true,
          "Whether streams may be published by POST and PUT of FLV; the application is asked in any"
              + " case");

  private static final Setting<Integer> MAX_TAG_BYTES =
      Setting.integer(
          "maxTagBytes",
          8_388_608,
          1_024,
          16_777_215,
          "Length in bytes of the longest FLV tag, that is, of the largest frame, that is published"
              + " over HTTP");

  /** All of them. */
  static final List<Setting<?>> ALL =
      List.of(WAIT_FOR_STREAM, START_PARAMETER, PUBLISH, MAX_TAG_BYTES);

  static HttpFlvSettings of(ConfigNode.Table plugin) {
    return new HttpFlvSettings(
        WAIT_FOR_STREAM.read(plugin),
        START_PARAMETER.read(plugin),
        PUBLISH.read(plugin),
        MAX_TAG_BYTES.read(plugin));
  }
}
