package org.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The distribution that was just built, with all its plugins.
 *
 * @param home its folder
 * @param name tells its settings
 * @param rootKeys Lua, in {@code configuration}
 * @param liveKeys Lua, in the application
 * @param jvmOptions beside those of {@code bin/millrace}
 */
record Millrace(Path home, String name, String rootKeys, String liveKeys, String jvmOptions)
    implements Peer {

  /** With default settings. */
  static Millrace of(Path home) {
    return new Millrace(home, "Millrace", "", "", System.getProperty("bench.jvm.args", ""));
  }

  Millrace mergeWrite(String seconds) {
    return new Millrace(
        home,
        name + ", mergeWrite " + seconds,
        rootKeys,
        liveKeys + "mergeWrite = " + seconds + ",",
        jvmOptions);
  }

  Millrace eventLoops(int count) {
    return new Millrace(
        home, name, rootKeys + "instancesCount = " + count + ",", liveKeys, jvmOptions);
  }

  /** Serves files of a folder, and all streams as HLS, kept for an hour. */
  Millrace http(int httpPort, Path files) {
    return new Millrace(
        home,
        name,
        rootKeys
            + """
            plugins =
            {
              http = { folders = { { path = "/web", folder = "%s" } } },
              hls = { start = "always", window = 3600 },
            },
            """
                .formatted(files),
        liveKeys
            + "acceptors = { { ip = '127.0.0.1', port = %d, protocol = 'inboundHttp' } },"
                .formatted(httpPort),
        jvmOptions);
  }

  Millrace withJvmOptions(String options) {
    return new Millrace(home, name, rootKeys, liveKeys, jvmOptions + " " + options);
  }

  @Override
  public Launch prepare(Path folder, int port) throws IOException {
    Path config = folder.resolve("millrace.lua");
    Files.writeString(config, lua(port));
    return new Launch(
        List.of(home.resolve("bin/millrace").toString(), config.toString()),
        Map.of("JAVA_HOME", System.getProperty("java.home"), "MILLRACE_OPTS", jvmOptions));
  }

  private String lua(int port) {
    return """
        configuration =
        {
          %s
          logAppenders = { { name = "console", type = "console", level = 2 } },
          applications =
          {
            {
              name = "appselector",
              default = true,
              acceptors = { { ip = "127.0.0.1", port = %d, protocol = "inboundRtmp" } },
            },
            { name = "live", type = "flvplayback", %s },
          },
        }
        """
        .formatted(rootKeys, port, liveKeys);
  }
}
