package org.millrace.flv.live;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.flv.amf.AmfLimits;

/**
 * Settings of an acceptor of live FLV.
 *
 * @param localStreamName name of the stream, "" for the peer's address
 * @param waitForMetadata whether the metadata names the stream
 * @param startTimeout how long a peer may take until its stream begins
 * @param maxTagBytes length of the longest tag
 * @param maxPendingBytes how many bytes of frames may wait for the stream to begin
 * @param amfLimits bounds of the metadata that is looked into
 */
record LiveFlvSettings(
    String localStreamName,
    boolean waitForMetadata,
    Duration startTimeout,
    int maxTagBytes,
    long maxPendingBytes,
    AmfLimits amfLimits) {

  private static final Setting<String> LOCAL_STREAM_NAME =
      Setting.text(
          "localStreamName",
          "",
          "Name of the stream that a live FLV connection publishes; without it <ip>_<port> of the"
              + " peer");

  private static final Setting<Boolean> WAIT_FOR_METADATA =
      Setting.flag(
          "waitForMetadata",
          false,
          "Whether the field streamName of the metadata names the stream, if it is there");

  private static final Setting<Duration> START_TIMEOUT =
      Setting.duration(
          "startTimeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(10),
          "How long a live FLV connection may take until its stream begins");

  private static final Setting<Integer> MAX_TAG_BYTES =
      Setting.integer(
          "maxTagBytes",
          8_388_608,
          1_024,
          16_777_215,
          "Length in bytes of the longest FLV tag, that is, of the largest frame");

  private static final Setting<Long> MAX_PENDING_BYTES =
      Setting.bytes(
          "maxPendingBytes",
          16_777_216,
          65_536,
          1L << 32,
          "How many bytes of a live FLV stream may wait for its name or for permission");

  /** All of them. */
  static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(
                  LOCAL_STREAM_NAME,
                  WAIT_FOR_METADATA,
                  START_TIMEOUT,
                  MAX_TAG_BYTES,
                  MAX_PENDING_BYTES),
              AmfLimits.SETTINGS.stream())
          .toList();

  static LiveFlvSettings of(ConfigNode.Table acceptor) {
    return new LiveFlvSettings(
        LOCAL_STREAM_NAME.read(acceptor),
        WAIT_FOR_METADATA.read(acceptor),
        START_TIMEOUT.read(acceptor),
        MAX_TAG_BYTES.read(acceptor),
        MAX_PENDING_BYTES.read(acceptor),
        AmfLimits.of(acceptor));
  }
}
