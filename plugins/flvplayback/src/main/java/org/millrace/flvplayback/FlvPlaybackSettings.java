package org.millrace.flvplayback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * The keys of crtmpserver's flvplayback. A configuration that has them loads as it is; those that
 * change nothing here are reported.
 */
final class FlvPlaybackSettings {
  private static final String NO_FILES_ON_DEMAND = "files on demand are not served";
  private static final Duration HOUR = Duration.ofHours(1);

  /** What is recorded. */
  enum RecordMode {
    /** What the publisher wants recorded. */
    ON_REQUEST,
    /** Every published stream; an old file of its name is replaced. */
    ALWAYS,
    /** Every published stream, at the end of the file of its name. */
    APPEND,
    /** Nothing, whatever the publisher wants. */
    NEVER
  }

  /** Whether published streams are recorded. */
  static final Setting<RecordMode> RECORD =
      Setting.choice(
          "record",
          RecordMode.ON_REQUEST,
          "Whether what clients publish is recorded in mediaStorage.recordedStreamsStorage: when"
              + " they ask for it, always into a new file, always at the end of the file, never.");

  /** The sources that the application should pull. */
  static final Setting<List<ConfigNode.Table>> EXTERNAL_STREAMS =
      Setting.tables(
          "externalStreams",
          "Streams to pull from other servers; each is reported until a plugin pulls them.",
          List.of(
              ExternalStream.URI,
              ExternalStream.LOCAL_STREAM_NAME,
              Setting.flag("forceTcp", false, "RTSP alone: media over the RTSP connection."),
              Setting.text("httpProxy", "", "RTSP alone: proxy to go through."),
              Setting.text("emulateUserAgent", "", "What to call ourselves."),
              Setting.text("tcUrl", "", "RTMP alone: tcUrl to send; the URI if empty."),
              Setting.text("swfUrl", "", "RTMP alone: swfUrl to send."),
              Setting.text("pageUrl", "", "RTMP alone: pageUrl to send."),
              Setting.integer(
                  "rangeStart", -2, -2, Integer.MAX_VALUE, "Where to begin, in seconds; -2: live."),
              Setting.integer(
                  "rangeEnd", -1, -1, Integer.MAX_VALUE, "Where to end, in seconds; -1: nowhere."),
              Setting.flag("keepAlive", false, "Whether to pull it again when it is lost."),
              Setting.duration(
                  "rtcpDetectionInterval",
                  Duration.ofSeconds(10),
                  Duration.ZERO,
                  Duration.ofSeconds(60),
                  "RTSP alone: how long to wait for RTCP sender reports."),
              Setting.integer("ttl", 64, 0, 255, "Time to live of packets."),
              Setting.integer("tos", 256, 0, 256, "Type of service of packets; 256: none."),
              Setting.text("ssmIp", "", "The one source of a multicast address.")));

  private static final Setting<Boolean> CHECK_BANDWIDTH =
      Setting.flag("enableCheckBandwidth", false, "Answer checkBandwidth. No effect.");

  private static final Setting<ConfigNode.Table> AUTHENTICATION =
      Setting.table("authentication", "Who may publish. No effect: see onPublish.", List.of());

  /** Keys that change nothing, and why. */
  private static final Map<Setting<?>, String> WITHOUT_EFFECT = withoutEffect();

  /** All keys. */
  static final List<Setting<?>> ALL = all();

  private FlvPlaybackSettings() {}

  private static Map<Setting<?>, String> withoutEffect() {
    Map<Setting<?>, String> keys = new LinkedHashMap<>();
    String lag = "how far a player may fall behind is said by maxLag";
    keys.put(outBuffer("maxRtmpOutBuffer", 131_072), lag);
    keys.put(outBuffer("maxRtspOutBuffer", 262_144), lag);
    keys.put(
        Setting.duration(
            "rtcpDetectionInterval",
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(60),
            "How long to wait for RTCP sender reports. No effect."),
        "there is no RTP");
    keys.put(
        Setting.flag("keyframeSeek", true, "Seek to key frames. No effect."), NO_FILES_ON_DEMAND);
    keys.put(
        span("seekGranularity", 1, "Time step of the seek table. No effect."), NO_FILES_ON_DEMAND);
    keys.put(
        span("clientSideBuffer", 15, "How far ahead files are sent. No effect."),
        NO_FILES_ON_DEMAND);
    keys.put(
        Setting.flag("generateMetaFiles", false, "Index files at start. No effect."),
        NO_FILES_ON_DEMAND);
    keys.put(
        Setting.flag("renameBadFiles", false, "Rename broken files. No effect."),
        NO_FILES_ON_DEMAND);
    keys.put(
        Setting.flag("externSeekGenerator", false, "Never index files. No effect."),
        NO_FILES_ON_DEMAND);
    keys.put(
        Setting.flag("allowDuplicateInboundNetworkStreams", false, "No effect."),
        "a second publisher is treated as duplicatePublisher says");
    return keys;
  }

  private static Setting<Long> outBuffer(String name, long defaultValue) {
    return Setting.bytes(
        name, defaultValue, 0, Integer.MAX_VALUE, "Bytes queued for a player. No effect.");
  }

  private static Setting<Duration> span(String name, long seconds, String meaning) {
    return Setting.duration(name, Duration.ofSeconds(seconds), Duration.ZERO, HOUR, meaning);
  }

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    all.add(RECORD);
    all.add(EXTERNAL_STREAMS);
    all.add(CHECK_BANDWIDTH);
    all.add(AUTHENTICATION);
    all.addAll(WITHOUT_EFFECT.keySet());
    return List.copyOf(all);
  }

  /**
   * What an administrator should know of a configuration that was written for crtmpserver.
   *
   * @param settings the application's table
   * @return one sentence for each key that is set and changes nothing
   */
  static List<String> warnings(ConfigNode.Table settings) {
    List<String> warnings = new ArrayList<>();
    if (settings.has(AUTHENTICATION.name())) {
      warnings.add("authentication is not enforced: anybody may publish unless onPublish refuses");
    }
    if (CHECK_BANDWIDTH.read(settings)) {
      warnings.add("enableCheckBandwidth has no effect: bandwidth is not measured");
    }
    WITHOUT_EFFECT.forEach(
        (setting, reason) -> {
          if (settings.has(setting.name())) {
            warnings.add(setting.name() + " has no effect: " + reason);
          }
        });
    return warnings;
  }
}
