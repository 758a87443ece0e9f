package org.millrace.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under test. Closing it stops it. */
final class RunningServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(40);
  private static final int SHOWN_LINES = 20;

  private final String name;
  private final Process process;
  private final int port;
  private final Path log;

  RunningServer(String name, Process process, int port, Path log) {
    this.name = name;
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Waits until its port is open.
   *
   * @return how long that took from now
   */
  Duration awaitOpen() {
    long start = System.nanoTime();
    await(name)
        .pollInterval(Duration.ofMillis(5))
        .atMost(START_LIMIT)
        .until(() -> !process.isAlive() || isOpen());
    mustBeAlive();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Lets it come to rest. */
  void settle(Duration time) throws InterruptedException {
    process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    mustBeAlive();
  }

  private void mustBeAlive() {
    if (!process.isAlive()) {
      throw new BenchException(name + " ended: " + lastLines());
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where to publish to and play from. */
  String uri() {
    return "rtmp://127.0.0.1:" + port + "/live/bench";
  }

  int port() {
    return port;
  }

  CpuClock startClock() {
    return CpuClock.start(process.pid());
  }

  double residentKilobytes() throws IOException {
    return ResidentMemory.kilobytes(process.pid());
  }

  @Override
  public void close() {
    Programs.stop(process);
  }
}
