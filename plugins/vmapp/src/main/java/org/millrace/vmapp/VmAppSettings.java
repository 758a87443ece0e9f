package org.millrace.vmapp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.api.script.ScriptLimits;
import org.millrace.vmapp.service.ServiceLimits;

/** The keys of an application of the type {@code vmapp}. */
final class VmAppSettings {
  private static final long MAX_MEMORY = 1L << 30;

  /** Interpreters that there are. */
  enum VmType {
    /** The host's Lua. */
    LUA
  }

  static final Setting<VmType> VM_TYPE =
      Setting.choice("vmType", VmType.LUA, "The language of the script.");

  static final Setting<Path> SCRIPT = Setting.path("script", "The script.");

  static final Setting<Boolean> SCRIPT_WATCH =
      Setting.flag(
          "scriptWatch",
          true,
          "Whether the script is loaded again when its file has changed; one that fails to load"
              + " leaves the old one in its place.");

  static final Setting<ConfigNode.Table> SCRIPT_SETTINGS =
      Setting.table("scriptSettings", "Whatever the script finds in millrace.settings.", List.of());

  static final Setting<Integer> LOAD_INSTRUCTIONS =
      Setting.integer(
          "loadInstructions",
          5_000_000,
          1000,
          1_000_000_000,
          "Instructions of Lua that loading the script may take.");

  static final Setting<Long> LOAD_MEMORY =
      Setting.bytes(
          "loadMemory",
          64L << 20,
          1 << 16,
          MAX_MEMORY,
          "What loading the script may allocate, in all, roughly.");

  static final Setting<Duration> LOAD_TIME =
      Setting.duration(
          "loadTime",
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofSeconds(60),
          "How long loading the script may take.");

  static final Setting<Integer> CALL_INSTRUCTIONS =
      Setting.integer(
          "callInstructions",
          500_000,
          1000,
          1_000_000_000,
          "Instructions of Lua that a call of one of the script's functions may take.");

  static final Setting<Long> CALL_MEMORY =
      Setting.bytes(
          "callMemory",
          16L << 20,
          1 << 16,
          MAX_MEMORY,
          "What a call of one of the script's functions may allocate, in all, roughly.");

  static final Setting<Duration> CALL_TIME =
      Setting.duration(
          "callTime",
          Duration.ofSeconds(2),
          Duration.ofMillis(10),
          Duration.ofSeconds(60),
          "How long a call may take, waiting for other calls of the same script included.");

  static final Setting<Long> SCRIPT_MEMORY =
      Setting.bytes(
          "scriptMemory",
          16L << 20,
          1 << 16,
          MAX_MEMORY,
          "What the script may keep from call to call, roughly; if it keeps more, it is stopped, and"
              + " its hooks fail until its file has changed.");

  static final Setting<Integer> MAX_TIMERS =
      Setting.integer("maxTimers", 100, 0, 100_000, "Timers that the script may have.");

  static final Setting<Integer> MAX_ALIASES =
      Setting.integer(
          "maxAliases", 10_000, 0, 10_000_000, "Aliases of streams that the script may have.");

  static final Setting<Integer> MAX_STATISTICS =
      Setting.integer(
          "maxStatistics", 1000, 0, 100_000, "Figures of its own that the script may have.");

  static final Setting<Duration> STATISTICS_INTERVAL =
      Setting.duration(
          "statisticsInterval",
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ofDays(1),
          "How often the script's figures are logged, if they have changed; 0 means never.");

  static final Setting<List<String>> HTTP_HOSTS =
      Setting.texts(
          "httpHosts",
          "Hosts that the script may send HTTP requests to: names or addresses, with \":port\" if"
              + " one port alone is meant; \".example.org\" means all below it, \"*\" all hosts.");

  static final Setting<Duration> HTTP_TIMEOUT =
      Setting.duration(
          "httpTimeout",
          Duration.ofSeconds(5),
          Duration.ofMillis(10),
          Duration.ofMinutes(5),
          "How long an HTTP request of the script may take.");

  static final Setting<Long> HTTP_MAX_BYTES =
      Setting.bytes(
          "httpMaxBytes",
          1L << 20,
          0,
          1L << 26,
          "How long the body of an answer to an HTTP request of the script may be.");

  static final Setting<Integer> HTTP_MAX_REQUESTS =
      Setting.integer(
          "httpMaxRequests", 32, 0, 10_000, "HTTP requests that the script may have under way.");

  static final Setting<List<String>> RELAY_HOSTS =
      Setting.texts(
          "relayHosts",
          "Hosts that the script may pull streams from and push streams to; written as httpHosts.");

  static final Setting<Integer> MAX_RELAYS =
      Setting.integer(
          "maxRelays", 16, 0, 10_000, "Streams that the script may pull or push at a time.");

  static final List<Setting<?>> ALL =
      List.of(
          VM_TYPE,
          SCRIPT,
          SCRIPT_WATCH,
          SCRIPT_SETTINGS,
          LOAD_INSTRUCTIONS,
          LOAD_MEMORY,
          LOAD_TIME,
          CALL_INSTRUCTIONS,
          CALL_MEMORY,
          CALL_TIME,
          SCRIPT_MEMORY,
          MAX_TIMERS,
          MAX_ALIASES,
          MAX_STATISTICS,
          STATISTICS_INTERVAL,
          HTTP_HOSTS,
          HTTP_TIMEOUT,
          HTTP_MAX_BYTES,
          HTTP_MAX_REQUESTS,
          RELAY_HOSTS,
          MAX_RELAYS);

  private VmAppSettings() {}

  static ScriptLimits loading(ConfigNode.Table table) {
    return new ScriptLimits(
        LOAD_INSTRUCTIONS.read(table),
        LOAD_MEMORY.read(table),
        SCRIPT_MEMORY.read(table),
        LOAD_TIME.read(table));
  }

  static ScriptLimits calls(ConfigNode.Table table) {
    return new ScriptLimits(
        CALL_INSTRUCTIONS.read(table),
        CALL_MEMORY.read(table),
        SCRIPT_MEMORY.read(table),
        CALL_TIME.read(table));
  }

  static ServiceLimits services(ConfigNode.Table table) {
    return new ServiceLimits(
        MAX_TIMERS.read(table),
        MAX_ALIASES.read(table),
        MAX_STATISTICS.read(table),
        STATISTICS_INTERVAL.read(table),
        new ServiceLimits.Http(
            HTTP_HOSTS.read(table),
            HTTP_TIMEOUT.read(table),
            HTTP_MAX_BYTES.read(table),
            HTTP_MAX_REQUESTS.read(table)),
        new ServiceLimits.Relaying(RELAY_HOSTS.read(table), MAX_RELAYS.read(table)));
  }
}
