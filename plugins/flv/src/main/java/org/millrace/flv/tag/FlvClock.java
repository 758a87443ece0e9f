package org.millrace.flv.tag;

/**
 * Makes 64-bit times of the 32-bit timestamps of a source, which begin again after 49 days. Jumps
 * of less than half that range are followed in either direction. To be used by one thread at a
 * time.
 */
public final class FlvClock {
  private boolean started;
  private long newest;

  /**
   * The time of a timestamp.
   *
   * @param timestamp milliseconds, the lower 32 bits
   * @return milliseconds; the first one is taken as unsigned
   */
  public long millis(int timestamp) {
    newest = started ? newest + (timestamp - (int) newest) : Integer.toUnsignedLong(timestamp);
    started = true;
    return newest;
  }
}
