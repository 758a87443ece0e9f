package org.millrace.stresstest.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.millrace.api.config.ConfigException;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;
import org.millrace.api.config.Setting;
import org.millrace.rtmp.client.RtmpUri;
import org.millrace.stresstest.load.LoadPlan;

/**
 * What the application plays.
 *
 * @param streams where they are
 * @param connections how many players
 * @param random whether players take streams at random, each time anew, or in turn
 * @param active whether anything is played at all
 * @param rate players that begin in a second
 * @param sampled players that look at every frame
 * @param interval from one line of statistics to the next
 */
record Target(
    List<RtmpUri> streams,
    int connections,
    boolean random,
    boolean active,
    int rate,
    int sampled,
    Duration interval) {

  private static final Setting<String> TARGET_SERVER =
      Setting.text(
          "targetServer",
          null,
          "The server to play from: its name or address, and :port if not 1935.");

  private static final Setting<String> TARGET_APP =
      Setting.text("targetApp", null, "The application of that server.");

  private static final Setting<List<String>> STREAMS =
      Setting.texts("streams", "The names of the streams to play.").required();

  private static final Setting<Integer> NUMBER_OF_CONNECTIONS =
      Setting.integer("numberOfConnections", 100, 1, LoadPlan.MAX_CONNECTIONS, "How many players.");

  private static final Setting<Boolean> RANDOM_ACCESS_STREAMS =
      Setting.flag(
          "randomAccessStreams", false, "Whether players take streams at random, or in turn.");

  private static final Setting<Boolean> ACTIVE =
      Setting.flag("active", false, "Whether anything is played at all.");

  private static final Setting<Integer> CONNECT_RATE =
      Setting.integer("connectRate", 200, 1, 100_000, "How many players begin in 1 s.");

  private static final Setting<Integer> SAMPLED =
      Setting.integer(
          "sampledConnections",
          20,
          0,
          LoadPlan.MAX_CONNECTIONS,
          "Players whose every frame is looked at; the others' bytes are only counted.");

  private static final Setting<Duration> STATISTICS_INTERVAL =
      Setting.duration(
          "statisticsInterval",
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How often statistics are logged.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          TARGET_SERVER,
          TARGET_APP,
          STREAMS,
          NUMBER_OF_CONNECTIONS,
          RANDOM_ACCESS_STREAMS,
          ACTIVE,
          CONNECT_RATE,
          SAMPLED,
          STATISTICS_INTERVAL);

  /**
   * Reads the application's table.
   *
   * @throws ConfigException if server, application or streams make no URI
   */
  static Target of(ConfigNode.Table table) {
    return new Target(
        streams(table),
        NUMBER_OF_CONNECTIONS.read(table),
        RANDOM_ACCESS_STREAMS.read(table),
        ACTIVE.read(table),
        CONNECT_RATE.read(table),
        SAMPLED.read(table),
        STATISTICS_INTERVAL.read(table));
  }

  private static List<RtmpUri> streams(ConfigNode.Table table) {
    List<String> names = STREAMS.read(table);
    if (names.isEmpty()) {
      throw new ConfigException(location(table, STREAMS), "{} (expected: one stream at least)");
    }
    String server = TARGET_SERVER.read(table);
    String application = TARGET_APP.read(table);
    return names.stream()
        .map(name -> stream(table, "rtmp://" + server + "/" + application + "/" + name))
        .toList();
  }

  private static RtmpUri stream(ConfigNode.Table table, String uri) {
    try {
      return RtmpUri.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          location(table, TARGET_SERVER), "with targetApp and streams gives " + e.getMessage());
    }
  }

  private static ConfigLocation location(ConfigNode.Table table, Setting<?> setting) {
    ConfigNode node = table.get(setting.name());
    return node == null ? table.location() : node.location();
  }

  /** Which stream a player is for, by its number. */
  IntFunction<RtmpUri> choice() {
    return random
        ? index -> streams.get(ThreadLocalRandom.current().nextInt(streams.size()))
        : LoadPlan.inTurn(streams);
  }
}
