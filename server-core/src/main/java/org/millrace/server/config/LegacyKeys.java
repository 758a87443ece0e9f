package org.millrace.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.millrace.api.config.ConfigLocation;
import org.millrace.api.config.ConfigNode;

/**
 * Keys of crtmpserver that do nothing here. Its files are full of them, so each is warned of once,
 * and only where it asks for something: {@code daemon = false} is what happens anyway.
 */
final class LegacyKeys {
  private static final String NO_PLUGIN_FILE =
      "has no effect: applications come from the plugins folder";
  private static final String NO_SEEKING = "has no effect: no plugin seeks in files";

  static final Map<String, String> ROOT =
      Map.of(
          "daemon", "has no effect: the server stays in the foreground; use systemd or a container",
          "pathSeparator", "has no effect");

  static final Map<String, String> LOG_APPENDER = Map.of("format", "has no effect");

  static final Map<String, String> APPLICATION =
      Map.ofEntries(
          Map.entry("protocol", NO_PLUGIN_FILE),
          Map.entry("library", NO_PLUGIN_FILE),
          Map.entry("initApplicationFunction", NO_PLUGIN_FILE),
          Map.entry("initFactoryFunction", NO_PLUGIN_FILE),
          Map.entry("mediaFolder", "is obsolete: write mediaStorage = { { mediaFolder = ... } }"),
          Map.entry("generateMetaFiles", "has no effect: there are no such files"),
          Map.entry("renameBadFiles", "has no effect: files are never renamed"),
          Map.entry("keyframeSeek", NO_SEEKING),
          Map.entry("seekGranularity", NO_SEEKING),
          Map.entry("clientSideBuffer", NO_SEEKING),
          Map.entry("externSeekGenerator", NO_SEEKING),
          Map.entry(
              "allowDuplicateInboundNetworkStreams",
              "has no effect: write duplicatePublisher = \"takeOver\""));

  static final Map<String, String> ACCEPTOR =
      Map.of("cipherSuite", "has no effect: TLS has the suites of the Java platform");

  static final Map<String, String> MEDIA_STORAGE = Map.of("hasTimers", "has no effect");

  static final Map<String, String> STORAGE =
      Map.of(
          "metaFolder", NO_SEEKING,
          "keyframeSeek", NO_SEEKING,
          "seekGranularity", NO_SEEKING,
          "clientSideBuffer", NO_SEEKING,
          "externalSeekGenerator", NO_SEEKING,
          "enableStats", "has no effect: no statistics are written beside files");

  /** What crtmpserver has in applications for single protocols: known if a plugin says so. */
  static final Set<String> OF_APPLICATION_PLUGINS =
      Set.of(
          "abortOnConnectError",
          "active",
          "authentication",
          "authPersistenceFile",
          "bandwidthLimitPersistenceFile",
          "connectionsLimitPersistenceFile",
          "enableCheckBandwidth",
          "externalStreams",
          "ingestPointsPersistenceFile",
          "maxRtmpOutBuffer",
          "maxRtspOutBuffer",
          "numberOfConnections",
          "pushPullPersistenceFile",
          "randomAccessStreams",
          "rtcpDetectionInterval",
          "script",
          "streams",
          "streamsExpireTimer",
          "targetApp",
          "targetServer",
          "targetServers",
          "validateHandshake",
          "vmType");

  /** What crtmpserver has in acceptors for single protocols: known if a plugin says so. */
  static final Set<String> OF_ACCEPTOR_PLUGINS =
      Set.of(
          "auth",
          "crossDomainFile",
          "fireOnlyOnce",
          "hasAuth",
          "localStreamName",
          "useLengthPadding",
          "waitForMetadata");

  private final Map<String, List<ConfigLocation>> places = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Takes note of those keys of a table that ask for something. */
  void note(ConfigNode.Table table, Map<String, String> legacy) {
    table
        .values()
        .forEach(
            (key, node) -> {
              String text = legacy.get(key);
              if (text != null && asksForSomething(key, node)) {
                note(key, text, node.location());
              }
            });
  }

  void note(String key, String text, ConfigLocation location) {
    texts.putIfAbsent(key, text);
    places.computeIfAbsent(key, unused -> new ArrayList<>()).add(location);
  }

  /** One warning for each key. */
  void report(ConfigProblems problems) {
    places.forEach(
        (key, locations) -> {
          int more = locations.size() - 1;
          String rest =
              more == 0 ? "" : " (and in " + more + " more place" + (more == 1 ? ")" : "s)");
          problems.warn(locations.get(0), texts.get(key) + rest);
        });
  }

  /** Not if it is off, empty, or what crtmpserver's own samples say everywhere. */
  static boolean asksForSomething(String key, ConfigNode node) {
    if (node instanceof ConfigNode.Flag flag) {
      return flag.value();
    }
    if (node instanceof ConfigNode.Table table) {
      return !table.values().isEmpty() || !table.items().isEmpty();
    }
    if (node instanceof ConfigNode.Text text) {
      return !(key.equals("pathSeparator") && text.value().equals("/"))
          && !(key.equals("protocol") && text.value().equals("dynamiclinklibrary"));
    }
    return true;
  }
}
