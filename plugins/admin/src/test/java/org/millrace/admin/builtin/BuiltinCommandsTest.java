package org.millrace.admin.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.millrace.admin.command.Command;
import org.millrace.admin.inventory.Rates;

/** Status texts and failures are those of crtmpserver's line. */
class BuiltinCommandsTest {
  private final Builtins commands = new Builtins();

  @Test
  void helpTellsOfEveryCommandAndItsParameters() {
    assertThat(commands.run("help"))
        .startsWith("SUCCESS Available commands [")
        .contains(
            "{\"command\":\"isStreamRunning\",\"description\":\"Tells whether a stream has a"
                + " publisher.\",\"deprecated\":false,\"parameters\":[{\"name\":\"id\"");
    assertThat(commands.run("version"))
        .contains("SUCCESS Version", "\"banner\":\"Millrace 0.9.0\"");
  }

  @Test
  void commandsThatUsersOfCrtmpserverKnowAreThere() {
    List<String> names = commands.commands().stream().map(Command::name).toList();

    assertThat(names).contains("help", "version", "quit", "setLogLevel", "shutdownServer");
    assertThat(names)
        .contains("listStreams", "listStreamsIds", "listInboundStreams", "listInboundStreamNames")
        .contains("getStreamsCount", "getStreamInfo", "isStreamRunning", "shutdownStream")
        .contains("record", "listConfig", "getConfigInfo", "removeConfig", "clientsConnected");
    assertThat(names)
        .contains("addStreamAlias", "removeStreamAlias", "listStreamAliases", "flushStreamAliases")
        .contains("createIngestPoint", "removeIngestPoint", "listIngestPoints");
    assertThat(names)
        .contains("listConnections", "listConnectionsIds", "getConnectionInfo")
        .contains("getConnectionsCount", "getConnectionsCountLimit", "setConnectionsCountLimit")
        .contains("getExtendedConnectionCounters", "resetMaxFdCounters", "resetTotalFdCounters")
        .contains("getBandwidth", "setBandwidthLimit");
    assertThat(names)
        .contains("listServices", "createService", "enableService", "shutdownService")
        .contains("listStorage", "addStorage", "removeStorage")
        .contains("setTimer", "listTimers", "removeTimer")
        .contains("listPlugins", "loadPlugin", "unloadPlugin", "reloadPlugin");
  }

  @Test
  void streamsAreListedCountedAndFound() {
    assertThat(commands.run("listStreamsIds")).isEqualTo("SUCCESS Available stream IDs [1,2,3]");
    assertThat(commands.run("listInboundStreamNames"))
        .isEqualTo("SUCCESS Inbound local stream names [\"both\",\"cam\",\"both\"]");
    assertThat(commands.run("getStreamsCount", "disableInternalStreams", 1))
        .isEqualTo("SUCCESS Active streams count {\"streamCount\":3}");
    assertThat(commands.run("getStreamInfo", "localStreamName", "cam"))
        .startsWith("SUCCESS Stream information {\"uniqueId\":2,\"type\":\"INR\"")
        .contains("\"appName\":\"live\"", "\"farIp\":\"192.0.2.7\"", "\"codec\":\"VUNK\"");
    assertThat(commands.run("clientsConnected", "localStreamName", "other/both"))
        .isEqualTo("SUCCESS Clients connected {\"outboundCount\":0}");
  }

  @Test
  void streamsThatAreNotThereAreToldSo() {
    assertThat(commands.run("getStreamInfo", "id", 9)).isEqualTo("FAIL Stream 0:9 not found");
    assertThat(commands.run("shutdownStream", "localStreamName", "x"))
        .isEqualTo("FAIL Stream x not found");
    assertThat(commands.run("getStreamInfo"))
        .isEqualTo("FAIL Syntax error. No parameters provided");
    assertThat(commands.run("getStreamInfo", "id", 1, "localStreamName", "cam"))
        .isEqualTo("FAIL Syntax error. Parameter localStreamName is invalid");
    assertThat(commands.run("getStreamInfo", "localStreamName", "both"))
        .startsWith("FAIL Stream both is in several applications: [live/both, other/both]");
    assertThat(commands.run("isStreamRunning", "id", 9))
        .isEqualTo("SUCCESS Stream status: {\"Running\":false}");
  }

  @Test
  void connectionsAreListedAndLimited() {
    assertThat(commands.run("listConnectionsIds"))
        .isEqualTo("SUCCESS Available connection IDs [1]");
    assertThat(commands.run("getConnectionInfo", "id", 1))
        .contains("IOHT_TCP_CARRIER", "\"farIP\":\"192.0.2.7\"", "\"rx\":2000");
    assertThat(commands.run("getConnectionInfo", "id", 2))
        .isEqualTo("FAIL Connection 0:2 not found");
    assertThat(commands.run("setConnectionsCountLimit", "count", 50)).contains("\"limit\":50");
    assertThat(commands.run("getExtendedConnectionCounters"))
        .contains("SUCCESS Connection counters", "\"current\":1", "\"total\":5");
    assertThat(commands.run("resetTotalFdCounters")).startsWith("SUCCESS");
    assertThat(commands.run("getExtendedConnectionCounters")).contains("\"total\":0");
  }

  @Test
  void nobodyIsLetInWhileThereIsTooMuchTraffic() {
    commands.inventory.bandwidthLimit().check(new Rates(10, 900));
    assertThat(commands.server.connections().limits().max()).isEqualTo(1000);

    assertThat(commands.run("setBandwidthLimit", "in", 0, "out", 500))
        .contains("\"limit\":{", "\"out\":500");
    commands.inventory.bandwidthLimit().check(new Rates(10, 900));
    assertThat(commands.server.connections().limits().max()).isEqualTo(1);
    commands.inventory.bandwidthLimit().check(new Rates(10, 400));
    assertThat(commands.server.connections().limits().max()).isEqualTo(1000);
  }

  @Test
  void acceptorsAreTurnedOffAndOn() {
    assertThat(commands.run("enableService", "id", 3, "enable", 0))
        .contains("SUCCESS Status changed", "\"enabled\":false");
    assertThat(commands.run("enableService", "id", 4, "enable", 1))
        .isEqualTo("FAIL Service with id 4 not found");
  }

  @Test
  void acceptorsAreOpenedAndClosed() {
    assertThat(open("127.0.0.1", 1936, "inboundRtmp")).startsWith("SUCCESS Service created {");
    assertThat(open("127.0.0.1", 1935, "inboundRtmp")).isEqualTo("FAIL 127.0.0.1:1935 is taken");
    assertThat(open("nowhere", 1936, "inboundRtmp")).isEqualTo("FAIL Invalid ip");
    assertThat(open("127.0.0.1", 1936, "inboundX")).isEqualTo("FAIL Invalid protocol");
    assertThat(commands.run("shutdownService", "id", 3)).startsWith("SUCCESS Service 3 removed");
    assertThat(commands.run("shutdownService", "id", 4))
        .isEqualTo("FAIL Service with id 4 not found");
  }

  private String open(String ip, int port, String protocol) {
    return commands.run("createService", "ip", ip, "port", port, "protocol", protocol);
  }

  @Test
  void streamsHaveOtherNamesForPlayers() {
    assertThat(commands.run("addStreamAlias", "localStreamName", "cam", "aliasName", "a"))
        .contains("SUCCESS Alias applied", "\"appName\":\"live\"", "\"once\":true", "\"expires\"");
    assertThat(
            commands.run(
                "addStreamAlias", "localStreamName", "x/y", "aliasName", "b", "expirePeriod", 0))
        .contains("\"permanent\":true");
    assertThat(commands.run("addStreamAlias", "localStreamName", "y", "aliasName", "b"))
        .startsWith("FAIL Unable to set stream alias");
    assertThat(commands.run("removeStreamAlias", "aliasName", "a"))
        .startsWith("SUCCESS Alias removed");
    assertThat(commands.run("listStreamAliases"))
        .startsWith("SUCCESS Currently available aliases [{\"appName\":\"x\"");
    assertThat(commands.run("flushStreamAliases")).isEqualTo("SUCCESS All aliases are flushed");
    assertThat(commands.run("listStreamAliases")).endsWith(" []");
  }

  @Test
  void publishersMayHaveSecretNames() {
    assertThat(
            commands.run(
                "createIngestPoint", "privateStreamName", "s3", "publicStreamName", "live/cam"))
        .contains("SUCCESS Ingest point created", "\"publicStreamName\":\"cam\"");
    assertThat(commands.run("listIngestPoints")).contains("\"privateStreamName\":\"s3\"");
    assertThat(commands.run("removeIngestPoint", "privateStreamName", "s3"))
        .startsWith("SUCCESS Ingest point removed");
    assertThat(commands.run("removeIngestPoint", "privateStreamName", "s3"))
        .isEqualTo("FAIL Ingest point s3 not found");
  }

  @Test
  void filesToPlayAreLookedForInStorages() {
    assertThat(commands.run("addStorage", "mediaFolder", "/media/more", "application", "live"))
        .startsWith("SUCCESS Storage created")
        .contains("\"name\":\"more\"", "\"configured\":false");
    assertThat(commands.run("addStorage", "mediaFolder", "/media/more", "application", "x"))
        .isEqualTo("FAIL Unable to create storage: no application x");
    assertThat(commands.run("listStorage"))
        .startsWith("SUCCESS Available storages [{\"appName\":\"live\",\"name\":\"films\"")
        .contains("\"mediaFolder\":\"/media/more\"");
    assertThat(commands.run("removeStorage", "name", "more", "application", "live"))
        .startsWith("SUCCESS Storage removed");
    assertThat(commands.run("removeStorage", "name", "more", "application", "live"))
        .isEqualTo("FAIL Storage more not found");
  }

  @Test
  void recordingsAreConfigurationThatRuns() {
    assertThat(commands.run("record", "localStreamName", "cam", "pathToFile", "a/b"))
        .contains("SUCCESS Recording Stream", "\"configId\":4", "/media/a/b.flv");
    assertThat(commands.run("record", "localStreamName", "nowhere/x", "pathToFile", "a"))
        .startsWith("FAIL Unable to record stream");
    assertThat(commands.run("listPullPushConfig")).startsWith("SUCCESS Run-time configuration");
    assertThat(commands.run("getConfigInfo", "id", 5)).isEqualTo("FAIL Config ID not found");
    assertThat(commands.run("removeConfig")).isEqualTo("FAIL No id nor group name provided");
    assertThat(commands.run("removeConfig", "id", 4))
        .startsWith("SUCCESS Configuration terminated");
    assertThat(commands.server.wishes).containsExactly("record live/cam to a/b.flv", "stop r4");
  }

  @Test
  void timersComeAndGo() {
    assertThat(commands.run("setTimer", "value", 5)).contains("Custom timer enqueued");
    assertThat(commands.run("setTimer", "value", "25:00:00"))
        .startsWith("FAIL Syntax error. Parameter value is invalid");
    assertThat(commands.run("setTimer", "value", "23:59:59")).contains("\"repeats\":false");
    commands.scheduler.advance(Duration.ofDays(1));

    assertThat(commands.run("listTimers")).contains("\"timerId\":1").doesNotContain("23:59:59");
    assertThat(commands.run("removeTimer", "id", 1)).contains("Timer removed");
    assertThat(commands.run("removeTimer", "id", 1)).isEqualTo("FAIL Timer with id 1 not found");
  }

  @Test
  void theServerStopsOnlyWithItsKey() {
    String first = commands.run("shutdownServer");
    assertThat(first).startsWith("SUCCESS Call shutdownserver again with the provided key");
    String key = first.replaceFirst(".*\"key\":\"(\\w{16})\".*", "$1");

    assertThat(commands.run("shutdownServer", "key", "x"))
        .isEqualTo("FAIL Shutdown key provided is invalid");
    assertThat(commands.server.wishes).isEmpty();
    assertThat(commands.run("shutdownServer", "key", key)).startsWith("SUCCESS");
    assertThat(commands.server.wishes).containsExactly("shutdown command shutdownServer");
  }

  @Test
  void pluginsAndTheConfigurationAreCommandsToo() {
    assertThat(commands.run("reloadPlugin", "id", "rtmp")).startsWith("SUCCESS Plugin reloaded");
    assertThat(commands.run("checkConfiguration")).isEqualTo("FAIL a.lua:3: no");
    assertThat(commands.run("setLogLevel", "level", 4)).contains("SUCCESS Log level is set");
    assertThat(commands.run("setLogLevel", "level", 7)).endsWith("Range: 0 - 6");
  }
}
