package org.millrace.it;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in the background. Its output is read by threads of its own, so it never blocks, and
 * can be looked at while it runs.
 */
final class RunningTool implements AutoCloseable {
  private final List<String> command;
  private final Process process;
  private final long startNanos = System.nanoTime();
  private final Capture output;
  private final Capture errors;

  RunningTool(List<String> command, Process process) {
    this.command = List.copyOf(command);
    this.process = process;
    this.output = new Capture(process.getInputStream());
    this.errors = new Capture(process.getErrorStream());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Standard output until now. */
  List<String> output() {
    return output.lines();
  }

  /** Standard error until now. */
  List<String> errors() {
    return errors.lines();
  }

  /**
   * Waits until a line of standard output or standard error contains a text.
   *
   * @return that line
   */
  String awaitLine(String text, Duration limit) {
    return await(text)
        .atMost(limit)
        .failFast(
            "it ended",
            () -> {
              if (!isAlive() && findLine(text).isEmpty()) {
                throw new AssertionError("ended without saying \"" + text + "\"\n" + outcome());
              }
            })
        .until(() -> findLine(text), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> findLine(String text) {
    return Stream.concat(output().stream(), errors().stream())
        .filter(line -> line.contains(text))
        .findFirst();
  }

  /** Waits for the end; a program that runs longer is killed, and the test fails. */
  Outcome awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
        throw new AssertionError("still running after " + limit.toMillis() + " ms\n" + outcome());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
    return outcome();
  }

  /** Sends SIGTERM, by which ffmpeg and servers end in good order, and waits for the end. */
  Outcome stop(Duration limit) {
    process.destroy();
    return awaitEnd(limit);
  }

  /** Sends SIGKILL and waits for the end. */
  Outcome kill() {
    process.destroyForcibly();
    return awaitEnd(Duration.ofSeconds(10));
  }

  /** Kills the program if it still runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome outcome() {
    output.join();
    errors.join();
    return new Outcome(
        command,
        process.isAlive() ? -1 : process.exitValue(),
        output(),
        errors(),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }

  /** Reads one of the two streams to its end. */
  private static final class Capture {
    private final List<String> lines = new ArrayList<>();
    private final Thread thread;

    Capture(InputStream in) {
      thread = new Thread(() -> read(in), "output of a tool");
      thread.setDaemon(true);
      thread.start();
    }

    private void read(InputStream in) {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          // What the dynamic linker has to say about StubLibrary is not the program's.
          if (!line.contains(": no version information available (required by ")) {
            synchronized (lines) {
              lines.add(line);
            }
          }
        }
      } catch (IOException e) {
        // "Stream closed": the process was killed while this thread was reading.
        if (!"Stream closed".equals(e.getMessage())) {
          throw new UncheckedIOException(e);
        }
      }
    }

    List<String> lines() {
      synchronized (lines) {
        return List.copyOf(lines);
      }
    }

    /** Waits a moment for what a program said just before its end. */
    void join() {
      try {
        thread.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
