package org.millrace.admin.inventory;

import java.util.function.LongSupplier;
import org.millrace.api.server.ConnectionCounters;
import org.millrace.api.server.Connections;

/** Rates of all connections together, and the greatest of them. Thread-safe. */
public final class BandwidthMeter {
  private final Connections connections;
  private final LongSupplier nanoTime;
  private final RateMeter meter = new RateMeter();
  private Rates greatest = Rates.NONE;

  /**
   * A meter.
   *
   * @param connections of the server
   * @param nanoTime as {@link System#nanoTime}
   */
  public BandwidthMeter(Connections connections, LongSupplier nanoTime) {
    this.connections = connections;
    this.nanoTime = nanoTime;
  }

  /** Looks at the counters; to be called about once in a second. */
  public synchronized void sample() {
    ConnectionCounters counters = connections.counters();
    meter.sample(nanoTime.getAsLong(), counters.bytesIn(), counters.bytesOut());
    Rates now = meter.rates();
    greatest =
        new Rates(
            Math.max(greatest.bytesIn(), now.bytesIn()),
            Math.max(greatest.bytesOut(), now.bytesOut()));
  }

  /**
   * The rates.
   *
   * @return of the last seconds
   */
  public synchronized Rates now() {
    return meter.rates();
  }

  /**
   * The greatest rates.
   *
   * @return since the start
   */
  public synchronized Rates greatest() {
    return greatest;
  }
}
