package org.millrace.admin.inventory;

import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.Connections;

/** How many connections there are, were at most, and were in all, since somebody reset these. */
public final class ConnectionFigures {
  private final Connections connections;
  private long max;
  private long totalBefore;

  /**
   * Figures.
   *
   * @param connections of the server
   */
  public ConnectionFigures(Connections connections) {
    this.connections = connections;
  }

  /**
   * The figures at a moment.
   *
   * @param current now
   * @param max at most
   * @param total in all
   */
  public record Snapshot(long current, long max, long total) {}

  /** Looks at the counters; to be called about once in a second. */
  public synchronized void sample() {
    max = Math.max(max, connections.counters().open());
  }

  /**
   * The figures.
   *
   * @return now
   */
  public synchronized Snapshot snapshot() {
    sample();
    ConnectionCounters counters = connections.counters();
    return new Snapshot(counters.open(), max, counters.opened() - totalBefore);
  }

  /** Forgets how many there were at most. */
  public synchronized void resetMax() {
    max = connections.counters().open();
  }

  /** Forgets how many there were in all. */
  public synchronized void resetTotal() {
    totalBefore = connections.counters().opened();
  }
}
