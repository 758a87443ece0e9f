package org.millrace.admin.inventory;

/** Makes rates of two counters that only grow. For one thread at a time. */
final class RateMeter {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Weight of the newest sample: what was three samples ago still counts an eighth. */
  private static final double NEWEST = 0.5;

  private long lastNanos;
  private long lastIn;
  private long lastOut;
  private boolean hasSample;
  private boolean hasRate;
  private double in;
  private double out;

  /**
   * Looks at the counters.
   *
   * @param nanos the time, of {@link System#nanoTime}
   * @param bytesIn counted so far; less than before means that counting has begun anew
   * @param bytesOut counted so far
   */
  void sample(long nanos, long bytesIn, long bytesOut) {
    double seconds = (nanos - lastNanos) / NANOS_PER_SECOND;
    if (hasSample && seconds > 0 && bytesIn >= lastIn && bytesOut >= lastOut) {
      in = mixed(in, (bytesIn - lastIn) / seconds);
      out = mixed(out, (bytesOut - lastOut) / seconds);
      hasRate = true;
    } else {
      in = 0;
      out = 0;
      hasRate = false;
    }
    hasSample = true;
    lastNanos = nanos;
    lastIn = bytesIn;
    lastOut = bytesOut;
  }

  private double mixed(double before, double now) {
    return hasRate ? before + NEWEST * (now - before) : now;
  }

  Rates rates() {
    return new Rates(Math.round(in), Math.round(out));
  }
}
