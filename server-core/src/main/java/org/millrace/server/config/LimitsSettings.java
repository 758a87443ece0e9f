package org.millrace.server.config;

import java.time.Duration;
import java.util.List;
import org.millrace.api.config.Setting;
import org.millrace.server.lua.LuaLimits;

/** The keys of {@code configuration.limits}. */
final class LimitsSettings {
  static final Setting<Integer> MAX_CONNECTIONS =
      Setting.integer(
          "maxConnections",
          10_000,
          1,
          10_000_000,
          "Connections at the same time, of all acceptors.");

  static final Setting<Integer> MAX_CONNECTIONS_PER_ADDRESS =
      Setting.integer(
          "maxConnectionsPerAddress",
          0,
          0,
          10_000_000,
          "Connections of one peer address at the same time; 0 means any number.");

  static final Setting<Integer> MAX_STREAM_NAME_LENGTH =
      Setting.integer(
          "maxStreamNameLength", 256, 1, 4096, "Characters that the name of a stream may have.");

  static final Setting<Integer> MAX_STREAM_ALIASES =
      Setting.integer(
          "maxStreamAliases",
          10_000,
          0,
          10_000_000,
          "Aliases of streams, and as many ingest points, that administrators may add.");

  static final Setting<Integer> MAX_MEDIA_STORAGES =
      Setting.integer(
          "maxMediaStorages",
          100,
          0,
          100_000,
          "Folders of files to play that administrators may add.");

  static final Setting<Duration> HANDSHAKE_TIMEOUT =
      Setting.duration(
          "handshakeTimeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(300),
          "For the TLS handshake, and until the protocol is recognised on a port that speaks"
              + " several.");

  static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration(
          "connectTimeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(300),
          "Until a connection to another server is open.");

  static final Setting<Integer> DETECTION_BYTES =
      Setting.integer(
          "detectionBytes",
          4096,
          16,
          65536,
          "Bytes that are read at the most to recognise the protocol on a port that speaks"
              + " several.");

  static final Setting<Duration> LINGER_TIMEOUT =
      Setting.duration(
          "lingerTimeout",
          Duration.ofSeconds(2),
          Duration.ZERO,
          Duration.ofSeconds(60),
          "How long a closing connection may take to send what was written.");

  static final Setting<Duration> RECORDING_MAX_LAG =
      Setting.duration(
          "recordingMaxLag",
          Duration.ofMinutes(1),
          Duration.ofMillis(100),
          Duration.ofHours(1),
          "Media time that a recording may be behind, on a slow disk; then it goes on at the newest"
              + " key frame.");

  static final Setting<Duration> LOOP_BLOCK_LIMIT =
      Setting.duration(
          "loopBlockLimit",
          Duration.ofSeconds(2),
          Duration.ZERO,
          Duration.ofMinutes(5),
          "How long an event loop may give no sign of life before the log says which plugin blocks"
              + " it, with the stack; 0 asks for none.");

  static final Setting<Integer> HOOK_INSTRUCTIONS =
      Setting.integer(
          "hookInstructions",
          (int) LuaLimits.CALL.instructions(),
          1000,
          1_000_000_000,
          "Instructions of Lua that a call of a function of the configuration may take.");

  static final Setting<Long> HOOK_MEMORY =
      Setting.bytes(
          "hookMemory",
          LuaLimits.CALL.memoryBytes(),
          1 << 16,
          1L << 30,
          "What a call of a function of the configuration may allocate, in all, roughly.");

  static final Setting<Long> HOOK_STATE =
      Setting.bytes(
          "hookState",
          LuaLimits.CALL.keptBytes(),
          1 << 16,
          1L << 30,
          "What the configuration's Lua may keep from call to call, roughly; if it keeps more, none"
              + " of its functions is called any more.");

  static final List<Setting<?>> ALL =
      List.of(
          MAX_CONNECTIONS,
          MAX_CONNECTIONS_PER_ADDRESS,
          MAX_STREAM_NAME_LENGTH,
          MAX_STREAM_ALIASES,
          MAX_MEDIA_STORAGES,
          HANDSHAKE_TIMEOUT,
          CONNECT_TIMEOUT,
          DETECTION_BYTES,
          LINGER_TIMEOUT,
          RECORDING_MAX_LAG,
          LOOP_BLOCK_LIMIT,
          HOOK_INSTRUCTIONS,
          HOOK_MEMORY,
          HOOK_STATE);

  private LimitsSettings() {}

  static LimitsConfig read(TableReader table) {
    return new LimitsConfig(
        table.get(MAX_CONNECTIONS),
        table.get(MAX_CONNECTIONS_PER_ADDRESS),
        table.get(MAX_STREAM_NAME_LENGTH),
        table.get(MAX_STREAM_ALIASES),
        table.get(MAX_MEDIA_STORAGES),
        table.get(HANDSHAKE_TIMEOUT),
        table.get(CONNECT_TIMEOUT),
        table.get(DETECTION_BYTES),
        table.get(LINGER_TIMEOUT),
        table.get(RECORDING_MAX_LAG));
  }

  /** What a call of a function of the configuration may use up, but for the time. */
  static LuaLimits readHookLimits(TableReader table) {
    LuaLimits defaults = LuaLimits.CALL;
    return new LuaLimits(
        table.get(HOOK_INSTRUCTIONS),
        table.get(HOOK_MEMORY),
        table.get(HOOK_STATE),
        defaults.callDepth(),
        defaults.time());
  }
}
