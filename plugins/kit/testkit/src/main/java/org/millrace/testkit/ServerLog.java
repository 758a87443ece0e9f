package org.millrace.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a server has logged, of the level debug and above, as {@code LEVEL message}. */
public final class ServerLog {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int SHOWN_LINES = 200;

  private final List<String> lines = new ArrayList<>();

  ServerLog() {}

  synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  /**
   * All lines.
   *
   * @return a copy
   */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Lines of a level.
   *
   * @param level such as {@code WARN}
   * @return a copy, without the level
   */
  public List<String> lines(String level) {
    return lines().stream()
        .filter(line -> line.startsWith(level + " "))
        .map(line -> line.substring(level.length() + 1))
        .toList();
  }

  /**
   * Waits for a line; one that has come already counts.
   *
   * @param parts what it contains
   * @return the first such line
   * @throws AssertionError if none comes in 10 s
   */
  public synchronized String await(String... parts) {
    List<String> wanted = List.of(parts);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        for (String line : lines) {
          if (wanted.stream().allMatch(line::contains)) {
            return line;
          }
        }
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionError("not logged: " + wanted + "\n" + this);
        }
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Forgets what has been logged. */
  public synchronized void forget() {
    lines.clear();
  }

  /** Adds the log to an exception, so that whoever reads why a test failed finds it. */
  void attachTo(Throwable failure) {
    failure.addSuppressed(new Attached(toString()));
  }

  /** The last lines. */
  @Override
  public synchronized String toString() {
    int from = Math.max(0, lines.size() - SHOWN_LINES);
    return "the server's log:\n  " + String.join("\n  ", lines.subList(from, lines.size()));
  }

  /** Only text. */
  private static final class Attached extends Throwable {
    private static final long serialVersionUID = 1L;

    Attached(String text) {
      super(text, null, false, false);
    }
  }
}
