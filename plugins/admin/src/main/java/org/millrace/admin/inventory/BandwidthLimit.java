package org.millrace.admin.inventory;

import org.jspecify.annotations.Nullable;
import org.millrace.api.server.ConnectionLimits;
import org.millrace.api.server.Connections;

/**
 * Lets nobody in while the server sends or receives more than it may: the limit of connections is
 * then the number that is there. What it was before is put back when there is room again, unless
 * somebody has changed it meanwhile. Thread-safe.
 */
public final class BandwidthLimit {
  private final Connections connections;
  private Rates limit = Rates.NONE;

  /** What is to be put back, and what was put in its place; null while there is room. */
  private @Nullable ConnectionLimits before;

  private @Nullable ConnectionLimits closed;

  /**
   * Without limit.
   *
   * @param connections of the server
   */
  public BandwidthLimit(Connections connections) {
    this.connections = connections;
  }

  /**
   * Sets the limit.
   *
   * @param rates 0 means any number
   */
  public synchronized void set(Rates rates) {
    limit = rates;
  }

  /**
   * The limit.
   *
   * @return 0 means any number
   */
  public synchronized Rates get() {
    return limit;
  }

  /**
   * Compares; to be called about once in a second.
   *
   * @param now the rates of all connections
   */
  public synchronized void check(Rates now) {
    boolean isOver =
        isOver(now.bytesIn(), limit.bytesIn()) || isOver(now.bytesOut(), limit.bytesOut());
    if (isOver && before == null) {
      ConnectionLimits present = connections.limits();
      int open = Math.max(1, connections.counters().open());
      ConnectionLimits full =
          new ConnectionLimits(Math.min(present.max(), open), present.maxPerAddress());
      before = present;
      closed = full;
      connections.limits(full);
    } else if (!isOver && before != null) {
      if (connections.limits().equals(closed)) {
        connections.limits(before);
      }
      before = null;
      closed = null;
    }
  }

  private static boolean isOver(long rate, long most) {
    return most > 0 && rate > most;
  }
}
