package org.millrace.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts servers and clients for one test and ends all of them after it.
 *
 * <pre>{@code
 * @RegisterExtension final TestBench bench = new TestBench();
 *
 * @Test
 * void aPlayerGetsWhatIsPublished() {
 *   ServerProcess server = bench.start(ServerConfig.live());
 *   RunningTool publisher =
 *       bench.run(FfmpegTools.get().ffmpeg(), "-re", "-i", ..., server.rtmp("one"));
 *   ...
 * }
 * }</pre>
 *
 * <p>If the test fails, the end of each server's log is added to the failure; whether it fails or
 * not, all logs are kept in {@link #folder()}. A server that has leaked a buffer fails the test.
 */
final class TestBench implements BeforeEachCallback, AfterEachCallback {
  /** Where all tests keep their files. */
  static final Path ROOT = Distribution.built().home().resolveSibling("it");

  private static final int SHOWN_LINES = 80;

  private final Deque<RunningTool> tools = new ArrayDeque<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private Path folder = ROOT;

  /** An empty folder of this test's own. */
  Path folder() {
    return folder;
  }

  /** Starts a server from the distribution and waits until it is up. */
  ServerProcess start(ServerConfig config, String... jvmOptions) {
    return start(Distribution.built(), config, jvmOptions);
  }

  /** Starts a server from a changed copy of the distribution and waits until it is up. */
  ServerProcess start(Distribution distribution, ServerConfig config, String... jvmOptions) {
    Path home = serverFolder(config);
    RunningTool process =
        run(server(distribution, jvmOptions).in(home), home.resolve("millrace.lua").toString());
    ServerProcess server = new ServerProcess(process, config, home);
    servers.add(server);
    process.awaitLine(ServerProcess.UP, ServerProcess.START_LIMIT);
    return server;
  }

  /** Runs a server that is expected to end by itself, because it cannot start. */
  Outcome startInVain(Distribution distribution, ServerConfig config) {
    Path home = serverFolder(config);
    return server(distribution)
        .in(home)
        .run(ServerProcess.START_LIMIT, home.resolve("millrace.lua").toString());
  }

  /** The start script, for any options. */
  static Tool server(Distribution distribution, String... jvmOptions) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx512m");
    options.add("-Dio.netty.leakDetection.level=paranoid");
    options.addAll(List.of(jvmOptions));
    Map<String, String> environment = new HashMap<>();
    // The server runs on the Java that the tests run on.
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MILLRACE_OPTS", String.join(" ", options));
    return new Tool(List.of(distribution.script().toString()), environment);
  }

  /** Copies the distribution, so that the test may change its plugins. */
  Distribution copyOfDistribution() {
    return Distribution.built().copyTo(folder.resolve("millrace"));
  }

  /** Runs a program in the background until the test ends, or until the test ends it. */
  RunningTool run(Tool tool, String... arguments) {
    RunningTool running = tool.start(arguments);
    tools.push(running);
    return running;
  }

  private Path serverFolder(ServerConfig config) {
    Path home = folder.resolve("server-" + config.rtmpPort());
    try {
      // A test that starts a server again finds what the first one left.
      Files.createDirectories(home.resolve("media"));
      Files.writeString(home.resolve("millrace.lua"), config.lua());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder =
        ROOT.resolve(context.getRequiredTestClass().getSimpleName())
            .resolve(context.getRequiredTestMethod().getName());
    // Parameterized tests run a method several times.
    String id = context.getUniqueId();
    if (id.endsWith("]") && id.contains("invocation:#")) {
      folder = folder.resolve(id.substring(id.lastIndexOf('#') + 1, id.length() - 1));
    }
    delete(folder);
    Files.createDirectories(folder);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    // Before the clients go, whose sudden end the servers would talk about.
    Map<ServerProcess, List<String>> logs = new HashMap<>();
    servers.forEach(server -> logs.put(server, server.log()));
    tools.forEach(RunningTool::close);

    int number = 0;
    for (RunningTool tool : List.copyOf(tools)) {
      List<String> lines = new ArrayList<>(List.of(tool.toString()));
      lines.addAll(tool.output());
      lines.addAll(tool.errors());
      Files.write(folder.resolve("process-" + (tools.size() - number++) + ".log"), lines);
    }

    context
        .getExecutionException()
        .ifPresentOrElse(
            failure -> logs.values().forEach(log -> failure.addSuppressed(new LogOfServer(log))),
            () -> servers.forEach(ServerProcess::assertHealthy));
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** No failure by itself: a way to show the log beside the failure. */
  private static final class LogOfServer extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogOfServer(List<String> lines) {
      super(
          "the server said\n"
              + String.join(
                  "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())),
          null,
          false,
          false);
    }
  }
}
