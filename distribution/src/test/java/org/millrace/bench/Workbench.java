package org.millrace.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.millrace.bench.Processors.Placement;

/** Starts servers and loads, each server in a folder of its own. */
final class Workbench {
  private final Path folder;
  private final Processors processors;
  private final List<String> loadGenerator;
  private int servers;

  /**
   * A workbench.
   *
   * @param folder for logs and configurations
   * @param processors who runs where
   * @param loadGenerator the program that publishes and watches, and its first arguments
   */
  Workbench(Path folder, Processors processors, List<String> loadGenerator) {
    this.folder = folder;
    this.processors = processors;
    this.loadGenerator = List.copyOf(loadGenerator);
  }

  Placement place(int serverProcessors) {
    return processors.place(serverProcessors);
  }

  /** Starts a server; its port may not be open yet. */
  RunningServer start(Peer peer, Placement placement) throws IOException {
    Path own = folder.resolve(++servers + "-" + peer.name().replaceAll("\\W+", "-"));
    Files.createDirectories(own);
    int port = freePort();
    Peer.Launch launch = peer.prepare(own, port);
    Path log = own.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(joined(placement.server(), launch.command()))
            .directory(own.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(launch.environment());
    return new RunningServer(peer.name(), builder.start(), port, log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Puts load on a server. */
  LoadRun run(RunningServer server, Placement placement, List<String> options) throws IOException {
    List<String> command = joined(placement.load(), loadGenerator);
    command.add(server.uri());
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("MILLRACE_OPTS");
    return new LoadRun(builder.start());
  }

  /** Fetches from a server, and waits until that is over. */
  Wrk.Result fetch(Placement placement, Wrk wrk, Duration time) throws IOException {
    Process process =
        new ProcessBuilder(joined(placement.load(), wrk.command(folder, time)))
            .redirectErrorStream(true)
            .start();
    return Wrk.await(process);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> words = new ArrayList<>(first);
    words.addAll(second);
    return words;
  }
}
