package org.millrace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The load generator wrk, with one thread.
 *
 * @param server scheme, host and port
 * @param paths that are fetched in turn
 */
record Wrk(String server, List<String> paths) {
  private static final int CONNECTIONS = 32;
  private static final Pattern RESULT = Pattern.compile("bytes=(\\d+) micros=(\\d+) errors=(\\d+)");

  /**
   * What was fetched.
   *
   * @param bytesPerSecond of answers
   * @param errors of all kinds
   */
  record Result(double bytesPerSecond, int errors) {}

  /** Whether it is installed. */
  static boolean isInstalled() {
    return Programs.find("wrk").isPresent();
  }

  /** The command, whose script goes into a folder. */
  List<String> command(Path folder, Duration time) throws IOException {
    Path script = folder.resolve("wrk.lua");
    String quoted = paths.stream().map(path -> '"' + path + '"').collect(Collectors.joining(", "));
    Files.writeString(
        script,
        """
        local paths = { %s }
        local n = 0
        request = function()
          n = n %% #paths + 1
          return wrk.format("GET", paths[n])
        end
        done = function(summary)
          local e = summary.errors
          io.write(string.format("bytes=%%d micros=%%d errors=%%d\\n", summary.bytes,
            summary.duration, e.connect + e.read + e.write + e.status + e.timeout))
        end
        """
            .formatted(quoted));
    return List.of(
        "wrk",
        "-t1",
        "-c" + CONNECTIONS,
        "-d" + time.toSeconds() + "s",
        "-s",
        script.toString(),
        server);
  }

  /** Waits for its result. */
  static Result await(Process process) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher result = RESULT.matcher(output);
    if (!result.find()) {
      throw new BenchException("wrk: " + output);
    }
    double seconds = Long.parseLong(result.group(2)) / 1e6;
    return new Result(Long.parseLong(result.group(1)) / seconds, Integer.parseInt(result.group(3)));
  }
}
