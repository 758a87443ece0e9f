package org.millrace.hls.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;

/**
 * What the plugin is told by the configuration.
 *
 * @param format of segments
 * @param start when streams are cut
 * @param idleTimeout after which nobody is thought to watch
 * @param startTimeout within which the first segment has to be there
 * @param segment a segment ends with the first key frame after about this time
 * @param longestSegment a segment ends after this time even without a key frame
 * @param isLowLatency whether parts are listed
 * @param part no part is longer
 * @param window for how long back segments are listed
 * @param returnTimeout how long a publisher may be away
 * @param folder where segments are kept; null for memory alone
 * @param memoryLimit bytes of one stream's segments in memory
 * @param memoryFiles most files in memory; 0 for buffers alone
 * @param encryption of segments
 * @param keyRotation after how many segments a new key is used
 * @param sessions who has one
 * @param sessionTimeout after which an unused session ends
 * @param maxSessions of all streams together
 * @param maxWaiting requests for one stream that wait
 */
record HlsSettings(
    Format format,
    Start start,
    Duration idleTimeout,
    Duration startTimeout,
    Duration segment,
    Duration longestSegment,
    boolean isLowLatency,
    Duration part,
    Duration window,
    Duration returnTimeout,
    @Nullable Path folder,
    long memoryLimit,
    int memoryFiles,
    Encryption encryption,
    int keyRotation,
    SessionKind sessions,
    Duration sessionTimeout,
    int maxSessions,
    int maxWaiting) {

  /** Containers. */
  enum Format {
    FMP4,
    MPEGTS
  }

  /** When streams are cut. */
  enum Start {
    ON_DEMAND,
    ALWAYS
  }

  /** Methods of encryption. */
  enum Encryption {
    NONE("none"),
    AES_128("aes-128");

    private final String word;

    Encryption(String word) {
      this.word = word;
    }
  }

  /** Who has a session of its own. */
  enum SessionKind {
    VIEWER,
    STREAM
  }

  private static final Setting<Format> FORMAT =
      Setting.choice(
          "segmentFormat",
          Format.FMP4,
          format -> format.name().toLowerCase(Locale.ROOT),
          "Container of segments: CMAF, one track each and in low latency; or MPEG-TS, all tracks"
              + " together, for old players");
  private static final Setting<Start> START =
      Setting.choice(
          "start",
          Start.ON_DEMAND,
          "Whether a stream is cut into segments when somebody asks for it, or as long as it is"
              + " published, so that the window is there for the first viewer");
  private static final Setting<Duration> IDLE_TIMEOUT =
      seconds(
          "idleTimeout",
          60,
          5,
          86_400,
          "A stream that nobody has asked for in this time is"
              + " not cut any more, unless start is \"always\"");
  private static final Setting<Duration> START_TIMEOUT =
      seconds("startTimeout", 20, 1, 300, "How long the first viewer waits for the first segment");
  private static final Setting<Duration> SEGMENT =
      seconds(
          "segmentDuration",
          2,
          1,
          60,
          "A segment ends with the first key frame after about" + " this time");
  private static final Setting<Duration> LONGEST_SEGMENT =
      seconds(
          "maxSegmentDuration",
          20,
          2,
          120,
          "A segment ends after this time even if no key" + " frame has come");
  private static final Setting<Boolean> LOW_LATENCY =
      Setting.flag("lowLatency", true, "Whether fmp4 segments are offered in parts, too");
  private static final Setting<Duration> PART =
      Setting.duration(
          "partDuration",
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          "The longest that a part may be, if a picture is not longer");
  private static final Setting<Duration> WINDOW =
      seconds(
          "window",
          30,
          6,
          86_400,
          "For how long back segments are listed, to be wound back"
              + " to; they can be fetched for as long again");
  private static final Setting<Duration> RETURN_TIMEOUT =
      seconds(
          "returnTimeout",
          15,
          0,
          3_600,
          "How long a publisher may be away before the playlist"
              + " says that the stream has ended");
  private static final Setting<Path> FOLDER =
      Setting.path(
              "folder",
              "Where segments are kept, below a folder for each stream, which are"
                  + " deleted with it and at the start; without it they are in memory alone")
          .optional();
  private static final Setting<Long> MEMORY_LIMIT =
      Setting.bytes(
          "memoryLimit",
          256L << 20,
          1L << 20,
          16L << 30,
          "What the segments of one"
              + " rendition of a stream may take of memory; old ones are dropped before the window's"
              + " end");
  private static final Setting<Integer> MEMORY_FILES =
      Setting.integer(
          "memoryFiles",
          1024,
          0,
          1_000_000,
          "How many segments of all streams together are kept in files in memory (/dev/shm, of which"
              + " a quarter is left free; one open file each), which the system sends without a copy."
              + " Others are in buffers, and so are all if it is 0, or if the system has no such"
              + " files");
  private static final Setting<Encryption> ENCRYPTION =
      Setting.choice(
          "encryption",
          Encryption.NONE,
          method -> method.word,
          "Whether segments are"
              + " encrypted; keys are given to those who have a session. Turns low latency and DASH off");
  private static final Setting<Integer> KEY_ROTATION =
      Setting.integer(
          "keyRotation",
          30,
          0,
          100_000,
          "After how many segments a new key is used;" + " 0 for never");
  private static final Setting<SessionKind> SESSIONS =
      Setting.choice(
          "sessions",
          SessionKind.VIEWER,
          "Whether each viewer's addresses are its own,"
              + " so that viewers are counted, or all viewers of a stream have the same, so that caches"
              + " can serve them");
  private static final Setting<Duration> SESSION_TIMEOUT =
      seconds("sessionTimeout", 300, 10, 86_400, "A session that is not used for this time ends");
  private static final Setting<Integer> MAX_SESSIONS =
      Setting.integer("maxSessions", 100_000, 1, 10_000_000, "Sessions of all streams together");
  private static final Setting<Integer> MAX_WAITING =
      Setting.integer(
          "maxWaiting",
          10_000,
          1,
          1_000_000,
          "Requests for one stream that may wait" + " for what is to come");

  static final List<Setting<?>> ALL =
      List.of(
          FORMAT,
          START,
          IDLE_TIMEOUT,
          START_TIMEOUT,
          SEGMENT,
          LONGEST_SEGMENT,
          LOW_LATENCY,
          PART,
          WINDOW,
          RETURN_TIMEOUT,
          FOLDER,
          MEMORY_LIMIT,
          MEMORY_FILES,
          ENCRYPTION,
          KEY_ROTATION,
          SESSIONS,
          SESSION_TIMEOUT,
          MAX_SESSIONS,
          MAX_WAITING);

  private static Setting<Duration> seconds(
      String name, long value, long min, long max, String meaning) {
    return Setting.duration(
        name, Duration.ofSeconds(value), Duration.ofSeconds(min), Duration.ofSeconds(max), meaning);
  }

  static HlsSettings read(ConfigNode.Table table) {
    return new HlsSettings(
        FORMAT.read(table),
        START.read(table),
        IDLE_TIMEOUT.read(table),
        START_TIMEOUT.read(table),
        SEGMENT.read(table),
        LONGEST_SEGMENT.read(table),
        LOW_LATENCY.read(table),
        PART.read(table),
        WINDOW.read(table),
        RETURN_TIMEOUT.read(table),
        FOLDER.find(table),
        MEMORY_LIMIT.read(table),
        MEMORY_FILES.read(table),
        ENCRYPTION.read(table),
        KEY_ROTATION.read(table),
        SESSIONS.read(table),
        SESSION_TIMEOUT.read(table),
        MAX_SESSIONS.read(table),
        MAX_WAITING.read(table));
  }

  boolean isEncrypted() {
    return encryption != Encryption.NONE;
  }
}
