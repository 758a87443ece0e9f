package org.millrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much processor time a process has used since the clock was made: user and system time of all
 * its threads, as {@code /proc} tells.
 */
final class CpuClock {
  /** USER_HZ: the same on every architecture that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int FIELDS_BEFORE_UTIME = 11;

  private final Path process;
  private final long startNanos = System.nanoTime();
  private final double startSeconds;
  private final Map<Path, Double> startOfThreads;

  private CpuClock(Path process) {
    this.process = process;
    this.startSeconds = seconds(process);
    this.startOfThreads = threads();
  }

  static CpuClock start(long pid) {
    return new CpuClock(Path.of("/proc", Long.toString(pid)));
  }

  /**
   * The processor time until now.
   *
   * @return of the process and of its busiest thread, each as a share of the time that has passed
   */
  Usage usage() {
    double passed = (System.nanoTime() - startNanos) / 1e9;
    double process = seconds(this.process) - startSeconds;
    double busiest =
        threads().entrySet().stream()
            .mapToDouble(
                entry -> entry.getValue() - startOfThreads.getOrDefault(entry.getKey(), 0.0))
            .max()
            .orElse(0);
    return new Usage(process / passed, busiest / passed);
  }

  private Map<Path, Double> threads() {
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      Map<Path, Double> times = new HashMap<>();
      threads.forEach(thread -> times.put(thread, seconds(thread)));
      return times;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(Path folder) {
    try {
      return seconds(Files.readString(folder.resolve("stat")));
    } catch (NoSuchFileException e) {
      return 0; // a thread that has just ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * User and system time in a {@code stat} file: "4711 (name) S 1 ...".
   *
   * @param stat its text; the name may have spaces and parentheses
   */
  static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[FIELDS_BEFORE_UTIME])
            + Long.parseLong(fields[FIELDS_BEFORE_UTIME + 1]))
        / TICKS_PER_SECOND;
  }

  /**
   * Processor time by passed time; 1 is all of one processor.
   *
   * @param process of all threads
   * @param busiestThread of the one that used most
   */
  record Usage(double process, double busiestThread) {}
}
