package org.millrace.it;

import java.util.ArrayList;
import java.util.List;

/**
 * A configuration for a server under test: the default one with free ports, without the demo clip,
 * with a plain console at level FINE, and with whatever Lua a test adds. Immutable.
 *
 * @param rtmpPort where RTMP is accepted
 * @param rootKeys further keys of {@code configuration}, as Lua
 * @param selectorKeys further keys of the application {@code appselector}
 * @param liveKeys further keys of the application {@code live}
 * @param applications further applications, tables
 */
record ServerConfig(
    int rtmpPort,
    String rootKeys,
    String selectorKeys,
    String liveKeys,
    List<String> applications) {

  /** RTMP on a free port; the application {@code live} records to, and plays from, media/. */
  static ServerConfig live() {
    return new ServerConfig(Ports.free(), "", "", "", List.of());
  }

  /** Adds keys to {@code configuration}, such as {@code instancesCount = 2,}. */
  ServerConfig withRoot(String lua) {
    return new ServerConfig(rtmpPort, rootKeys + lua + "\n", selectorKeys, liveKeys, applications);
  }

  /** Adds keys to the application {@code appselector}. */
  ServerConfig withSelector(String lua) {
    return new ServerConfig(rtmpPort, rootKeys, selectorKeys + lua + "\n", liveKeys, applications);
  }

  /** Adds keys to the application {@code live}, such as {@code hasStreamAliases = true,}. */
  ServerConfig withLive(String lua) {
    return new ServerConfig(rtmpPort, rootKeys, selectorKeys, liveKeys + lua + "\n", applications);
  }

  /** Adds an application, a table in braces. */
  ServerConfig withApplication(String lua) {
    List<String> more = new ArrayList<>(applications);
    more.add(lua);
    return new ServerConfig(rtmpPort, rootKeys, selectorKeys, liveKeys, List.copyOf(more));
  }

  /** The configuration as the server reads it; paths are relative to its folder. */
  String lua() {
    return """
        configuration =
        {
          %s
          logAppenders = { { name = "console", type = "console", level = 5 } },
          applications =
          {
            {
              name = "appselector",
              default = true,
              validateHandshake = false,
              acceptors = { { ip = "127.0.0.1", port = %d, protocol = "inboundRtmp" } },
              %s
            },
            {
              name = "live",
              type = "flvplayback",
              aliases = { "flvplayback" },
              validateHandshake = false,
              mediaStorage =
              {
                recordedStreamsStorage = "media",
                files = { mediaFolder = "media" },
              },
              %s
            },
            %s
          },
        }
        """
        .formatted(rootKeys, rtmpPort, selectorKeys, liveKeys, String.join(",\n", applications));
  }
}
