package org.millrace.rtmp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.flv.amf.AmfLimits;
import org.millrace.rtmp.chunk.ChunkLimits;

/**
 * The settings of a connection. Each may stand in {@code configuration.plugins.rtmp}, and for one
 * acceptor, or all acceptors of one application, in their tables, which count first.
 *
 * @param validateHandshake whether peers without a right digest are refused
 * @param handshakeTimeout how long the handshake may take
 * @param connectTimeout how long after the handshake connect must come
 * @param pingInterval how long a peer may be silent before it is pinged
 * @param pingTimeout how long it may stay silent then
 * @param chunkSize the chunk size of what we send
 * @param windowAckSize after how many bytes the peer is to acknowledge
 * @param chunkLimits what the chunk layer holds at the most
 * @param amfLimits what is refused in commands
 * @param maxStreams most message streams of a connection
 * @param maxPendingCalls most calls to the application that wait for an answer
 * @param maxCommandsPerSecond most commands in a second
 * @param unpublishNotify whether players are told that the publisher has gone
 */
public record RtmpSettings(
    boolean validateHandshake,
    Duration handshakeTimeout,
    Duration connectTimeout,
    Duration pingInterval,
    Duration pingTimeout,
    int chunkSize,
    int windowAckSize,
    ChunkLimits chunkLimits,
    AmfLimits amfLimits,
    int maxStreams,
    int maxPendingCalls,
    int maxCommandsPerSecond,
    boolean unpublishNotify) {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Setting<Boolean> VALIDATE_HANDSHAKE =
      Setting.flag(
          "validateHandshake",
          false,
          "Whether to refuse peers whose handshake has no right digest; many encoders send none,"
              + " and the keys of the digest are public (crtmpserver's default is true)");

  private static final Setting<Duration> HANDSHAKE_TIMEOUT =
      time("handshakeTimeout", 10, "How long the handshake may take");

  private static final Setting<Duration> CONNECT_TIMEOUT =
      time("connectTimeout", 10, "How long after the handshake a peer may take to send connect");

  private static final Setting<Duration> PING_INTERVAL =
      time("pingInterval", 20, "After how long without a byte from a peer it is pinged");

  private static final Setting<Duration> PING_TIMEOUT =
      time("pingTimeout", 30, "How long after a ping a peer that stays silent is disconnected");

  private static final Setting<Integer> CHUNK_SIZE =
      Setting.integer(
          "chunkSize", 65_536, 128, 16_777_215, "Chunk size in bytes of what the server sends");

  private static final Setting<Integer> WINDOW_ACK_SIZE =
      Setting.integer(
          "windowAckSize",
          2_500_000,
          1,
          Integer.MAX_VALUE,
          "After how many bytes peers are asked to acknowledge");

  private static final Setting<Integer> MAX_MESSAGE_BYTES =
      Setting.integer(
          "maxMessageBytes",
          8_388_608,
          4096,
          16_777_215,
          "Length in bytes of the longest message, that is, of the largest frame");

  private static final Setting<Integer> MAX_CHUNK_STREAMS =
      Setting.integer(
          "maxChunkStreams", 64, 8, 65_598, "How many chunk streams one connection may use");

  private static final Setting<Long> MAX_PARTIAL_BYTES =
      Setting.bytes(
          "maxPartialBytes",
          16_777_216,
          65_536,
          1L << 32,
          "How much memory the half-received messages of one connection may occupy");

  private static final Setting<Integer> MAX_STREAMS =
      Setting.integer("maxStreams", 32, 1, 1000, "How many streams one connection may create");

  private static final Setting<Integer> MAX_PENDING_CALLS =
      Setting.integer(
          "maxPendingCalls",
          16,
          1,
          10_000,
          "How many calls to the application one connection may wait for at a time");

  private static final Setting<Integer> MAX_COMMANDS_PER_SECOND =
      Setting.integer(
          "maxCommandsPerSecond", 100, 10, 1_000_000, "How many commands a peer may send in 1 s");

  private static final Setting<Boolean> UNPUBLISH_NOTIFY =
      Setting.flag(
          "unpublishNotify",
          true,
          "Whether players are told that the publisher has gone; ffmpeg and librtmp then end,"
              + " without it they wait for the publisher to return");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(
                  VALIDATE_HANDSHAKE,
                  HANDSHAKE_TIMEOUT,
                  CONNECT_TIMEOUT,
                  PING_INTERVAL,
                  PING_TIMEOUT,
                  CHUNK_SIZE,
                  WINDOW_ACK_SIZE,
                  MAX_MESSAGE_BYTES,
                  MAX_CHUNK_STREAMS,
                  MAX_PARTIAL_BYTES,
                  MAX_STREAMS,
                  MAX_PENDING_CALLS,
                  MAX_COMMANDS_PER_SECOND,
                  UNPUBLISH_NOTIFY),
              AmfLimits.SETTINGS.stream())
          .toList();

  private static Setting<Duration> time(String name, int seconds, String meaning) {
    return Setting.duration(name, Duration.ofSeconds(seconds), SHORTEST, LONGEST, meaning);
  }

  /**
   * Reads the settings.
   *
   * @param acceptor the acceptor's table, which counts first
   * @param plugin the plugin's table
   * @return the settings of the acceptor's connections
   */
  public static RtmpSettings of(ConfigNode.Table acceptor, ConfigNode.Table plugin) {
    Tables tables = new Tables(acceptor, plugin);
    return new RtmpSettings(
        tables.read(VALIDATE_HANDSHAKE),
        tables.read(HANDSHAKE_TIMEOUT),
        tables.read(CONNECT_TIMEOUT),
        tables.read(PING_INTERVAL),
        tables.read(PING_TIMEOUT),
        tables.read(CHUNK_SIZE),
        tables.read(WINDOW_ACK_SIZE),
        new ChunkLimits(
            tables.read(MAX_MESSAGE_BYTES),
            tables.read(MAX_CHUNK_STREAMS),
            tables.read(MAX_PARTIAL_BYTES)),
        new AmfLimits(
            tables.read(AmfLimits.MAX_DEPTH),
            tables.read(AmfLimits.MAX_VALUES),
            tables.read(AmfLimits.MAX_STRING_BYTES),
            tables.read(AmfLimits.MAX_TOTAL_BYTES)),
        tables.read(MAX_STREAMS),
        tables.read(MAX_PENDING_CALLS),
        tables.read(MAX_COMMANDS_PER_SECOND),
        tables.read(UNPUBLISH_NOTIFY));
  }

  /** Where a setting may stand. */
  private record Tables(ConfigNode.Table acceptor, ConfigNode.Table plugin) {
    <T> T read(Setting<T> setting) {
      return setting.read(acceptor.has(setting.name()) ? acceptor : plugin);
    }
  }
}
