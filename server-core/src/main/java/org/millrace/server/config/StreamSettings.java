package org.millrace.server.config;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.api.stream.StartMode;
import org.millrace.server.config.StreamPolicyConfig.DuplicatePublisher;

/** The keys of an application that say how its streams are kept and handed out. */
final class StreamSettings {
  private static final Duration HOUR = Duration.ofHours(1);

  static final Setting<StartMode> START_MODE =
      Setting.choice(
          "startMode",
          StartMode.GOP,
          "Where a new player of a running stream starts: with the group of pictures that is kept,"
              + " with the next key frame, or with the kept pictures squeezed to a moment, so that"
              + " it need not wait and has no delay (catchup).");

  static final Setting<Duration> MAX_LAG =
      Setting.duration(
          "maxLag",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          HOUR,
          "Media time that a player may be behind; then it jumps to the newest key frame.");

  static final Setting<Duration> MAX_STALL =
      Setting.duration(
          "maxStall",
          Duration.ofSeconds(30),
          Duration.ZERO,
          HOUR,
          "How long a player may take nothing before it is closed; 0 means for ever.");

  static final Setting<Long> GOP_CACHE_BYTES =
      Setting.bytes(
          "gopCacheBytes",
          16L << 20,
          0,
          1L << 30,
          "The most that is kept of a stream's group of pictures, and for players that are behind"
              + " (for these at least 4 MiB).");

  static final Setting<Duration> GOP_CACHE_SECONDS =
      Setting.duration(
          "gopCacheSeconds",
          Duration.ofSeconds(20),
          Duration.ZERO,
          HOUR,
          "The most media time that is kept of a stream's group of pictures.");

  static final Setting<Duration> MERGE_WRITE =
      Setting.duration(
          "mergeWrite",
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(10),
          "Frames wait for so long at most and go out in one write, which costs less; 0 means at"
              + " once.");

  static final Setting<DuplicatePublisher> DUPLICATE_PUBLISHER =
      Setting.choice(
          "duplicatePublisher",
          DuplicatePublisher.REFUSE,
          "What becomes of a second publisher of a name: it is refused, takes over, or takes over"
              + " if the first one is silent.");

  static final Setting<Duration> DUPLICATE_PUBLISHER_SILENCE =
      Setting.duration(
          "duplicatePublisherSilence",
          Duration.ofSeconds(5),
          Duration.ZERO,
          HOUR,
          "How long a publisher must have sent nothing to be replaced under takeOverSilent.");

  static final Setting<Duration> PUBLISHER_TIMEOUT =
      Setting.duration(
          "publisherTimeout",
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofDays(1),
          "How long a publisher may send nothing before it is closed; 0 means for ever.");

  static final Setting<Duration> FIRST_FRAME_TIMEOUT =
      Setting.duration(
          "firstFrameTimeout",
          Duration.ofSeconds(20),
          Duration.ZERO,
          Duration.ofDays(1),
          "How long a publisher may take until its first frame; 0 means for ever.");

  static final Setting<Duration> RESUME_WINDOW =
      Setting.duration(
          "resumeWindow",
          Duration.ZERO,
          Duration.ZERO,
          HOUR,
          "How long a stream waits for its publisher to come back before players are told that it"
              + " is gone; 0 means they are told at once.");

  static final List<Setting<?>> ALL =
      List.of(
          START_MODE,
          MAX_LAG,
          MAX_STALL,
          GOP_CACHE_BYTES,
          GOP_CACHE_SECONDS,
          MERGE_WRITE,
          DUPLICATE_PUBLISHER,
          DUPLICATE_PUBLISHER_SILENCE,
          PUBLISHER_TIMEOUT,
          FIRST_FRAME_TIMEOUT,
          RESUME_WINDOW);

  private StreamSettings() {}

  static StreamPolicyConfig read(TableReader table) {
    return new StreamPolicyConfig(
        table.get(START_MODE),
        table.get(MAX_LAG),
        table.get(MAX_STALL),
        table.get(GOP_CACHE_BYTES),
        table.get(GOP_CACHE_SECONDS),
        table.get(MERGE_WRITE),
        table.get(DUPLICATE_PUBLISHER),
        table.get(DUPLICATE_PUBLISHER_SILENCE),
        table.get(PUBLISHER_TIMEOUT),
        table.get(FIRST_FRAME_TIMEOUT),
        table.get(RESUME_WINDOW));
  }
}
