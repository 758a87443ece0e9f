package org.millrace.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A load generator that runs. It says MEASURE when the measurement begins, and a JSON object when
 * it is over; whatever else it says is shown if it fails.
 */
final class LoadRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Process process;
  private final BufferedReader output;
  private final StringBuilder remarks = new StringBuilder();
  private String result = "";

  /**
   * Watches a load generator.
   *
   * @param process its error stream goes into its output
   */
  LoadRun(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    // So that reading ends, whatever happens.
    Thread watchdog = new Thread(() -> Programs.endWithin(process, LIMIT), "load generator limit");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** Fails if it ends within a time. */
  void mustRunFor(Duration time) throws IOException, InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      while (readLine()) {
        // All that it had to say.
      }
      throw new BenchException("the load generator ended early: " + remarks + result);
    }
  }

  /** Waits until its measurement begins. */
  void awaitMeasure() throws IOException {
    while (readLine()) {
      if (remarks.toString().endsWith("MEASURE\n")) {
        return;
      }
      if (!result.isEmpty()) {
        break;
      }
    }
    throw new BenchException("the load generator measured nothing: " + remarks + result);
  }

  /** Waits until its measurement is over; its connections may still be open then. */
  LoadResult awaitResult() throws IOException {
    while (readLine()) {
      if (result.endsWith("}\n")) {
        return LoadResult.parse(result);
      }
    }
    throw new BenchException("the load generator has no result: " + remarks + result);
  }

  private boolean readLine() throws IOException {
    String line = output.readLine();
    if (line != null && (line.startsWith("{") || !result.isEmpty())) {
      result += line + "\n";
    } else if (line != null) {
      remarks.append(line).append('\n');
    }
    return line != null;
  }

  @Override
  public void close() {
    Programs.stop(process);
  }
}
