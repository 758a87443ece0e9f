package org.millrace.httpflv;

import java.util.List;
import java.util.stream.Stream;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.http.live.LiveSettings;

/**
 * The settings of the plugin: those of players, and of publishers.
 *
 * @param publish whether streams may be published
 * @param maxTagBytes length of the longest tag of a publisher
 */
record HttpFlvSettings(boolean publish, int maxTagBytes) {

  /** Those of players. */
  static final LiveSettings PLAY = new LiveSettings("FLV over HTTP");

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
      Stream.<Setting<?>>concat(PLAY.all().stream(), Stream.of(PUBLISH, MAX_TAG_BYTES)).toList();

  static HttpFlvSettings of(ConfigNode.Table plugin) {
    return new HttpFlvSettings(PUBLISH.read(plugin), MAX_TAG_BYTES.read(plugin));
  }
}
