package org.millrace.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running server: the distribution's own start script, its own process. Made by {@link
 * TestBench#start}.
 */
final class ServerProcess implements AutoCloseable {
  /** What the server says when it is up. */
  static final String UP = "GO! GO! GO!";

  /** Generous: build machines are slow when they are busy. */
  static final Duration START_LIMIT = Duration.ofSeconds(30);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final RunningTool process;
  private final ServerConfig config;
  private final Path folder;

  ServerProcess(RunningTool process, ServerConfig config, Path folder) {
    this.process = process;
    this.config = config;
    this.folder = folder;
  }

  /** An RTMP URL of the application {@code live}. */
  String rtmp(String stream) {
    return rtmp("live", stream);
  }

  String rtmp(String application, String stream) {
    return "rtmp://127.0.0.1:" + config.rtmpPort() + "/" + application + "/" + stream;
  }

  int rtmpPort() {
    return config.rtmpPort();
  }

  /** Where the configuration lies. */
  Path folder() {
    return folder;
  }

  /** Where recordings go and files are played from. */
  Path media() {
    return folder.resolve("media");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that the server has said until now, on standard output and then on standard error. */
  List<String> log() {
    List<String> lines = new java.util.ArrayList<>(process.output());
    lines.addAll(process.errors());
    return lines;
  }

  /** The lines that contain a text. */
  List<String> log(String text) {
    return log().stream().filter(line -> line.contains(text)).toList();
  }

  /**
   * Waits until the server says something.
   *
   * @return the line
   */
  String awaitLog(String text) {
    return process.awaitLine(text, Duration.ofSeconds(20));
  }

  /**
   * Stops the server with SIGTERM, as an administrator does.
   *
   * @return how it ended
   */
  Outcome stop() {
    return process.stop(STOP_LIMIT);
  }

  /** Kills it with SIGKILL. */
  void kill() {
    process.kill();
  }

  /** Fails the test if the server reports a leaked buffer, or an error of its own. */
  void assertHealthy() {
    assertThat(log()).as("log").noneMatch(line -> line.contains("LEAK:"));
  }

  @Override
  public void close() {
    process.close();
  }
}
